using System.Text.Json;
using System.Text.Json.Serialization;

namespace Hongyan.Rules.Cases;

/// <summary>What must hold on a day.</summary>
public sealed record Expectation
{
    [JsonRequired]
    public DateOnly On { get; init; }

    /// <summary>Duties that must be there with exactly these fields; others may exist.</summary>
    public IReadOnlyList<DutyPattern> Duties { get; init; } = [];

    /// <summary>Kinds, or fields, that no duty may match.</summary>
    public IReadOnlyList<JsonElement> Absent { get; init; } = [];
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Warnings that must not be there.</summary>
    public IReadOnlyList<string> NoWarnings { get; init; } = [];

    /// <summary>Lines of the points sheet by item, and total.</summary>
    public IReadOnlyDictionary<string, decimal>? Points { get; init; }
    public IReadOnlyList<string>? GradesOpen { get; init; }
}

/// <summary>Fields of a duty; those unsaid match anything.</summary>
public sealed record DutyPattern
{
    [JsonRequired]
    public string Kind { get; init; } = "";
    public string? Period { get; init; }
    public DateOnly? Due { get; init; }
    public DateOnly? Opens { get; init; }
    public string? State { get; init; }
    public string? OwedBy { get; init; }
    public string? ClosedBy { get; init; }
    public IReadOnlyList<string>? Clauses { get; init; }
}
