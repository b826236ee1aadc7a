using Hongyan.Platform;

namespace Hongyan.Features.Shared;

/// <summary>The main ways, each for those who may go them. What belongs together stands under one heading, so that the bar stays short.</summary>
internal static class Navigation
{
    private const string Away = "nav.group.away";
    private const string Life = "nav.group.life";
    private const string Reports = "nav.group.reports";

    private static readonly Way[] Ways =
    [
        new("/", "nav.today", "home", Access.Staff),
        new("/Worklist", "nav.worklist", "checklist", Access.Staff),
        new("/Correspondence", "nav.correspondence", "mail", Access.Staff),
        new("/Lists/outflow", "nav.outflow", "plane-departure", Access.Staff, Away),
        new("/Lists/inflow", "nav.inflow", "plane-arrival", Access.Staff, Away),
        new("/Reception", "nav.reception", "user-check", Access.Deciding, Away),
        new("/Members", "nav.members", "users", Access.Staff, Away),
        new("/Certificates", "nav.certificates", "certificate", Access.Staff, Away),
        new("/Transfers", "nav.transfers", "transfer-out", Access.Deciding, Away),
        new("/Meetings", "nav.life", "calendar-event", Access.Staff, Life),
        new("/Notices", "nav.notices", "bell", Access.Staff, Life),
        new("/Education", "nav.education", "book", Access.Staff, Life),
        new("/Dues", "nav.dues", "coin", Access.Staff, Life),
        new("/Care", "nav.care", "users-group", Access.Staff, Life),
        new("/Reports/Situation", "nav.reports", "report-analytics", Access.Staff, Reports),
        new("/Papers", "nav.papers", "printer", Access.Staff, Reports),
        new("/Branches", "nav.branches", "sitemap", Access.Clerk, Reports),
        new("/Import", "nav.import", "file-import", Access.Home, Reports),
        new("/Mine", "nav.mine", "user-circle", Access.Member),
        new("/Stations", "nav.stations", "map-pin", Access.Member),
        new("/Account", "nav.accounts", "users", Access.Security),
        new("/Audit", "nav.audit", "history", Access.Audit),
        new("/Account/Confirm", "nav.confirm", "user-check", Access.Confirming, Reports),
        new("/Operation", "nav.operation", "database", Access.System),
        new("/Policy", "nav.policy", "scale", Policy: null),
    ];

    /// <summary>In the order above; a heading stands where the first of its ways does, and a single way needs none.</summary>
    public static IEnumerable<Part> For(Actor actor) =>
        actor.AccountId is null ? [] : Ways.Where(way => way.Policy is null || actor.Can(way.Policy))
            .GroupBy(way => way.Under ?? way.Address)
            .Select(group => new Part(group.Count() > 1 ? group.Key : null, [.. group]));

    /// <summary>The way on which a page lies: the one whose address goes furthest along with it.</summary>
    public static Way? At(string path) => Ways.Where(way => way.Covers(path)).MaxBy(way => way.Address.Length);

    /// <summary>Several ways under a heading, or one without.</summary>
    internal sealed record Part(string? Heading, IReadOnlyList<Way> Ways);

    internal sealed record Way(string Address, string Text, string Icon, string? Policy, string? Under = null)
    {
        /// <summary>Home and the accounts stand for themselves only, for other pages lie below their addresses; a report for all reports.</summary>
        public bool Covers(string path)
        {
            if (Address is "/" or "/Account")
                return path.Equals(Address, StringComparison.OrdinalIgnoreCase);
            var start = Address.StartsWith("/Lists/", StringComparison.Ordinal) ? Address : "/" + Address.Split('/')[1];
            return path.Equals(start, StringComparison.OrdinalIgnoreCase) || path.StartsWith(start + "/", StringComparison.OrdinalIgnoreCase);
        }
    }
}
