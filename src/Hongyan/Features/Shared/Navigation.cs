using Hongyan.Platform;

namespace Hongyan.Features.Shared;

/// <summary>The main ways, each for those who may go them.</summary>
internal static class Navigation
{
    private static readonly Way[] Ways =
    [
        new("/Worklist", "nav.worklist", "checklist", Access.Staff),
        new("/Branches", "nav.branches", "sitemap", Access.Clerk),
        new("/Correspondence", "nav.correspondence", "mail", Access.Staff),
        new("/Import", "nav.import", "file-import", Access.Staff),
        new("/Reports/Situation", "nav.reports", "report-analytics", Access.Staff),
        new("/Mine", "nav.mine", "user-circle", Access.Member),
        new("/Account", "nav.accounts", "users", Access.Administrator),
        new("/Policy", "nav.policy", "scale", Policy: null),
    ];

    public static IEnumerable<Way> For(Actor actor) =>
        actor.AccountId is null ? [] : Ways.Where(way => way.Policy is null || actor.Can(way.Policy));

    internal sealed record Way(string Address, string Text, string Icon, string? Policy)
    {
        /// <summary>/Reports/Situation stands for all of /Reports; /Account only for itself, for the password page lies below it.</summary>
        public bool IsAt(string path) =>
            Address == "/Account"
                ? path.Equals(Address, StringComparison.OrdinalIgnoreCase)
                : path.StartsWith("/" + Address.Split('/')[1], StringComparison.OrdinalIgnoreCase);
    }
}
