using System.Text.Json;
using Hongyan.Rules.National;

namespace Hongyan.Features.National;

/// <summary>What a line keeps of both sides, to be shown and taken later. Of an ID number that nobody here has, the last four characters.</summary>
internal sealed record LineFacts(string Name, string? IdTail, DateOnly? Born, FlowFacts? Theirs, FlowFacts? Ours)
{
    /// <summary>The number of the row, with its sheet when several are read.</summary>
    public string? Row { get; init; }

    /// <summary>Whose member or guest the row says he is, in its words.</summary>
    public string? SaidOf { get; init; }

    /// <summary>The number of the registration there.</summary>
    public string? Number { get; init; }

    /// <summary>The code of the reason, where the row names a known one.</summary>
    public string? Reason { get; init; }

    /// <summary>Whether the row says that he came back.</summary>
    public bool Returned { get; init; }

    public string Write() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);

    public static LineFacts Read(string json) => JsonSerializer.Deserialize<LineFacts>(json, JsonSerializerOptions.Web)!;
}

/// <summary>How many rows and stays there were and where they stand: the sums fit.</summary>
internal sealed record ComparisonCounts
{
    public int Rows { get; init; }
    public int Wrong { get; init; }
    public int OtherSide { get; init; }
    public int Repeated { get; init; }
    public int Over { get; init; }

    /// <summary>Stays that were open here on the day.</summary>
    public int Open { get; init; }
    public int NotInPart { get; init; }
    public int OnlyThere { get; init; }
    public int OnlyHere { get; init; }
    public int Differs { get; init; }
    public int Same { get; init; }

    /// <summary>Why rows could not be read, in sentences that name the row.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];

    public string Write() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);

    public static ComparisonCounts Read(string json) => JsonSerializer.Deserialize<ComparisonCounts>(json, JsonSerializerOptions.Web)!;
}
