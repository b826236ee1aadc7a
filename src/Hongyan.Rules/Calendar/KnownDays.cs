namespace Hongyan.Rules.Calendar;

/// <summary>The days that records and policy can name: the years a member can live in. The Chinese calendar is known for no others.</summary>
public static class KnownDays
{
    public static readonly DateOnly First = new(1901, 1, 1);
    public static readonly DateOnly Last = new(2099, 12, 31);
}
