using Hongyan.Rules.Sojourns;

namespace Hongyan.Rules.Statistics;

/// <summary>What the events of a sojourn say about its host on a day.</summary>
public static class HostSide
{
    /// <summary>Reported in or placed by the day, and not refused since. A refusal takes back the report-in of the same day; a placement comes after it.</summary>
    public static bool IsRegistered(IEnumerable<SojournEvent> events, DateOnly day)
    {
        var known = events.Where(happened => happened.On <= day).ToList();
        var refused = LastRefusal(known);
        return known.Exists(happened => happened is ReportedIn && happened.On > refused)
            || known.Exists(happened => happened is Placed && happened.On >= refused);
    }

    /// <summary>The organisation that the sojourn leads to: the last placement by the day, else the first one after it, else the host named.</summary>
    /// <param name="events">All events of the sojourn, the earliest first.</param>
    /// <param name="day">The day of the report.</param>
    /// <param name="named">The host named when the sojourn began.</param>
    /// <returns>Nothing while a refusal stands.</returns>
    public static string? On(IReadOnlyList<SojournEvent> events, DateOnly day, string? named)
    {
        if (!IsRegistered(events, day) && LastRefusal(events.Where(happened => happened.On <= day)) > DateOnly.MinValue)
            return null;
        var placements = events.OfType<Placed>().Where(placed => placed.Organization is not null).ToList();
        return (placements.FindLast(placed => placed.On <= day) ?? placements.FirstOrDefault())?.Organization ?? named;
    }

    private static DateOnly LastRefusal(IEnumerable<SojournEvent> known) =>
        known.OfType<Refused>().Select(refused => refused.On).Append(DateOnly.MinValue).Max();
}
