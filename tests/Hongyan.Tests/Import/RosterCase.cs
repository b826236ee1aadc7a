using System.Text.Json;

namespace Hongyan.Tests.Import;

/// <summary>What is right for one file of tests/samples/rosters; lists that are left out are not compared.</summary>
public sealed record RosterCase(string Kind, int Accepted, int Rejected)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    /// <summary>The case whose file is imported before.</summary>
    public string? After { get; init; }

    public int Unchanged { get; init; }

    /// <summary>The code with which the whole file is refused.</summary>
    public string? Refused { get; init; }

    /// <summary>Row, column, code and severity.</summary>
    public string[] Problems { get; init; } = [];

    /// <summary>Codes.</summary>
    public string[] Notes { get; init; } = [];

    /// <summary>What, where and how many rows.</summary>
    public string[] Unread { get; init; } = [];

    public string[] Remarks { get; init; } = [];

    public Counts? AllSheets { get; init; }

    public Counts? HiddenRows { get; init; }

    public string? Sheet { get; init; }

    public int? HeaderRow { get; init; }

    // In the order of the rows.
    public string[]? Names { get; init; }

    public string[]? Phones { get; init; }

    /// <summary>The first digits of the codes of destinations.</summary>
    public string?[]? Codes { get; init; }

    // Of the stays that are kept, in the order of their departures.
    public DateOnly[]? Departed { get; init; }

    public DateOnly?[]? Returned { get; init; }

    public string?[]? Hosts { get; init; }

    public DateOnly?[]? ProbationEnds { get; init; }

    public static string Folder => Path.Combine(TestCluster.RepositoryRoot, "tests", "samples", "rosters");

    public static RosterCase Read(string name) =>
        JsonSerializer.Deserialize<RosterCase>(File.ReadAllText(Path.Combine(Folder, name + ".expected.json")), Options)!;

    public static byte[] Content(string name) =>
        File.ReadAllBytes(Directory.EnumerateFiles(Folder, name + ".*").Single(file => !file.EndsWith(".json", StringComparison.Ordinal)));

    public static IEnumerable<string> All =>
        Directory.EnumerateFiles(Folder, "*.expected.json").Select(file => Path.GetFileName(file)[..^".expected.json".Length]).Order(StringComparer.Ordinal);

    public sealed record Counts(int Accepted, int Rejected);
}
