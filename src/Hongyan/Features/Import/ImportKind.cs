using Hongyan.Platform;

namespace Hongyan.Features.Import;

/// <summary>What a file holds; the word in the command, the database and the form.</summary>
internal static class ImportKind
{
    public const string Organizations = "organizations";
    public const string Members = "members";
    public const string Outflow = "outflow";
    public const string Inflow = "inflow";

    /// <summary>Whom a home outside announces to a committee: nobody of them has arrived yet.</summary>
    public const string Announced = "announced";

    /// <summary>The directory of organisations outside.</summary>
    public const string Outside = "outside";

    /// <summary>A file of the national member information system: compared, never imported.</summary>
    public const string National = "national-flow";

    public static readonly string[] All = [Organizations, Members, Outflow, Inflow, Announced, Outside];

    /// <summary>
    /// What an actor may import: organisations are the committee's to arrange, and people are announced to it, not to the branch; an organisation of
    /// floating members has no registrations, only those who are placed with it.
    /// </summary>
    public static IEnumerable<string> For(Actor actor) =>
        All.Where(kind => kind == Inflow || (actor.Can(Access.Home) && (kind is not (Organizations or Outside or Announced) || actor.Can(Access.Clerk))));
}
