using System.Text.Json.Serialization;

namespace Hongyan.Rules.Sojourns;

/// <summary>Points for activity, entered by a branch with evidence.</summary>
public sealed record ActivityPoints : SojournEvent
{
    [JsonRequired]
    public string Item { get; init; } = "";
    [JsonRequired]
    public decimal Points { get; init; }
    public string? Evidence { get; init; }
}
