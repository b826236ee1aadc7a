using System.Text.Json.Serialization;

namespace Hongyan.Rules.Sojourns;

/// <summary>Place, employer, residence or phone changed.</summary>
public sealed record Changed : SojournEvent
{
    [JsonRequired]
    public string What { get; init; } = "";
}
