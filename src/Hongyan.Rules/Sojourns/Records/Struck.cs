using System.Text.Json.Serialization;

namespace Hongyan.Rules.Sojourns;

/// <summary>A record was made in error and nothing takes its place; the correction that says so is its only trace.</summary>
public sealed record Struck : SojournEvent
{
    [JsonRequired]
    public string Reason { get; init; } = "";
}
