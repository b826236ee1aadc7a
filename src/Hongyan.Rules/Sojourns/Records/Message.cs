using System.Text.Json.Serialization;

namespace Hongyan.Rules.Sojourns;

/// <summary>A word between home, host and member about this sojourn.</summary>
public sealed record Message : SojournEvent
{
    [JsonRequired]
    public Writer From { get; init; }
    [JsonRequired]
    public string Text { get; init; } = "";
}
