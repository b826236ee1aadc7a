using System.Text.Json.Serialization;

namespace Hongyan.Rules.Sojourns;

/// <summary>A person has waived a duty, with a reason.</summary>
public sealed record Waived : SojournEvent
{
    [JsonRequired]
    public string Kind { get; init; } = "";
    public string? Period { get; init; }
    [JsonRequired]
    public string Reason { get; init; } = "";
    public string? Person { get; init; }
}
