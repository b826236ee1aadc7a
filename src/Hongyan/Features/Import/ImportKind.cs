using Hongyan.Platform;

namespace Hongyan.Features.Import;

/// <summary>What a file holds; the word in the command, the database and the form.</summary>
internal static class ImportKind
{
    public const string Organizations = "organizations";
    public const string Members = "members";
    public const string Outflow = "outflow";
    public const string Inflow = "inflow";

    /// <summary>The directory of organisations outside.</summary>
    public const string Outside = "outside";

    public static readonly string[] All = [Organizations, Members, Outflow, Inflow, Outside];

    /// <summary>
    /// What an actor may import: organisations are the committee's to arrange, not the branch's, and an organisation of floating members has no
    /// registrations, only those who are placed with it.
    /// </summary>
    public static IEnumerable<string> For(Actor actor) =>
        All.Where(kind => kind == Inflow || (actor.Can(Access.Home) && (kind is not (Organizations or Outside) || actor.Can(Access.Clerk))));
}
