using System.Text.Json.Serialization;

namespace Hongyan.Rules.Sojourns;

/// <summary>The home committee approved or declined a reduction of dues.</summary>
public sealed record DuesReductionDecided : SojournEvent
{
    [JsonRequired]
    public bool Approved { get; init; }
    public string? Reason { get; init; }

    /// <summary>What was granted, when it is said: else it is what was asked last.</summary>
    public string? From { get; init; }
    public string? To { get; init; }
    public decimal? Monthly { get; init; }
}
