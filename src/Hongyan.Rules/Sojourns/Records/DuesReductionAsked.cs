using System.Text.Json.Serialization;

namespace Hongyan.Rules.Sojourns;

/// <summary>The home branch asks its committee to lower or waive a member's dues for hardship.</summary>
public sealed record DuesReductionAsked : SojournEvent
{
    /// <summary>The months concerned, each written 2026-03; <see cref="To"/> is the last.</summary>
    [JsonRequired]
    public string From { get; init; } = "";
    [JsonRequired]
    public string To { get; init; } = "";

    /// <summary>What is to be paid a month instead.</summary>
    [JsonRequired]
    public decimal Monthly { get; init; }
    [JsonRequired]
    public string Reason { get; init; } = "";
}
