namespace Hongyan.Platform;

/// <summary>Dates are calendar dates in China, wherever the server stands.</summary>
public static class ChinaDate
{
    private static readonly TimeSpan Offset = TimeSpan.FromHours(8);

    public static DateOnly Today(TimeProvider clock) => Of(clock.GetUtcNow());

    /// <summary>A moment as 2026-03-05 14:20.</summary>
    public static string Moment(DateTimeOffset moment) =>
        moment.ToOffset(Offset).ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>How long until it is that time of day again.</summary>
    public static TimeSpan Until(TimeSpan timeOfDay, TimeProvider clock)
    {
        var wait = timeOfDay - clock.GetUtcNow().ToOffset(Offset).TimeOfDay;
        return wait > TimeSpan.Zero ? wait : wait + TimeSpan.FromDays(1);
    }

    public static DateOnly Of(DateTimeOffset moment) => DateOnly.FromDateTime(moment.ToOffset(Offset).DateTime);

    /// <summary>The moment at which a day begins in China, in UTC as the database keeps it.</summary>
    public static DateTimeOffset Start(DateOnly day) => new DateTimeOffset(day, TimeOnly.MinValue, Offset).ToUniversalTime();
}
