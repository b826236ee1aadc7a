using System.Text.Json.Serialization;

namespace Hongyan.Rules.Sojourns;

/// <summary>A reason for which a time without life, dues or work does not count.</summary>
public sealed record ValidReason : SojournEvent
{
    [JsonRequired]
    public DateOnly From { get; init; }
    public DateOnly? To { get; init; }
}

/// <summary>
/// The organisations answer for the periods of this stay from a day on: what a roster tells of a stay that began long ago
/// does not make them late for periods that were over before they kept it here.
/// </summary>
public sealed record DutiesBegin : SojournEvent
{
    [JsonRequired]
    public DateOnly From { get; init; }
}

/// <summary>Points for activity, entered by a branch with evidence.</summary>
public sealed record ActivityPoints : SojournEvent
{
    [JsonRequired]
    public string Item { get; init; } = "";
    [JsonRequired]
    public decimal Points { get; init; }
    public string? Evidence { get; init; }
}

/// <summary>Points taken off after a formal finding.</summary>
public sealed record Deduction : SojournEvent
{
    [JsonRequired]
    public string Item { get; init; } = "";
    [JsonRequired]
    public decimal Points { get; init; }

    /// <summary>Document number of the formal finding; without one nothing is deducted.</summary>
    [JsonRequired]
    public string Finding { get; init; } = "";

    /// <summary>True while an appeal is under way: both figures are shown.</summary>
    public bool UnderAppeal { get; init; }

    /// <summary>The day on which the circumstance ended, for deductions that last only as long as it does.</summary>
    public DateOnly? Until { get; init; }
}
