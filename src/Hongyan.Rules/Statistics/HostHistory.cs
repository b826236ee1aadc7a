using Hongyan.Rules.Sojourns;

namespace Hongyan.Rules.Statistics;

/// <summary>From a day on, a sojourn's host; nothing after a refusal, or when the host works outside this installation.</summary>
/// <param name="From">The first day, whose end already counts.</param>
/// <param name="Organization">The path of the host.</param>
/// <param name="IsReceived">Whether some host has received the member.</param>
public sealed record HostSince(DateOnly From, string? Organization, bool IsReceived);

/// <summary>
/// Who is host of a sojourn on which day: the organisation of the last report-in, naming of a branch or placement; a refusal ends it.
/// A host that was only named at departure is expected, not host. Source: the words of figures, "host on D".
/// </summary>
public static class HostHistory
{
    /// <summary>The hosts in the order of their days, at most one for each day: the last of that day.</summary>
    /// <param name="named">The host named when the sojourn began; it holds for a report-in that names none.</param>
    public static IReadOnlyList<HostSince> Of(IEnumerable<SojournEvent> events, string? named)
    {
        var hosts = new List<HostSince>();
        var isOutside = false;
        foreach (var happened in events.Where(Concerns).OrderBy(happened => happened.On).ThenBy(happened => happened.PlaceInDay()))
        {
            isOutside = happened is HostChanged
                || (isOutside && happened is not (BranchNamed or ReportedIn { Organization: not null } or Placed { Organization: not null }));
            var known = isOutside ? null : hosts.FindLast(host => host.Organization is not null)?.Organization ?? named;
            var next = new HostSince(happened.On, OrganizationOf(happened, known), happened is not (Refused or HostChanged));
            if (hosts.Count > 0 && hosts[^1].From == next.From)
                hosts.RemoveAt(hosts.Count - 1);
            if (hosts.Count == 0 || (hosts[^1].Organization, hosts[^1].IsReceived) != (next.Organization, next.IsReceived))
                hosts.Add(next);
        }
        return hosts;
    }

    /// <summary>The host at the end of a day; nothing while nobody has received the member.</summary>
    public static HostSince? On(this IReadOnlyList<HostSince> hosts, DateOnly day) => hosts.LastOrDefault(host => host.From <= day);

    /// <summary>The host on a day, else the one the member was on his way to; nothing while a refusal stands.</summary>
    public static string? HeadedFor(this IReadOnlyList<HostSince> hosts, DateOnly day, string? named) => hosts.On(day) switch
    {
        { IsReceived: true } host => host.Organization ?? named,
        { IsReceived: false } => null,
        null => hosts.FirstOrDefault(host => host.Organization is not null)?.Organization ?? named,
    };

    /// <summary>Whether what happened says who is host.</summary>
    public static bool Concerns(SojournEvent happened) => SojournRecords.Book.Of(happened).NamesHost;

    private static string? OrganizationOf(SojournEvent happened, string? known) => happened switch
    {
        Refused or HostChanged => null,
        ReportedIn arrived => arrived.Organization ?? known,
        BranchNamed branch => branch.Organization,
        Placed placed => placed.Organization ?? known,
        RefusalLifted lifted => lifted.Organization ?? known,
        _ => throw new ArgumentOutOfRangeException(nameof(happened), happened, "This says nothing of the host."),
    };
}
