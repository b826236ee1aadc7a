namespace Hongyan.Rules.Dues;

/// <summary>One line of the table: the rate for a base up to a limit, which it includes. The last line has no limit.</summary>
public sealed record DuesBand(decimal? UpTo, decimal Rate)
{
    public bool Holds(decimal monthlyBase) => UpTo is not { } most || monthlyBase <= most;
}
