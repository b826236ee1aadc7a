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
}
