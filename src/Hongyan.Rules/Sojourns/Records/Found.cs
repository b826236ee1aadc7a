using System.Text.Json.Serialization;

namespace Hongyan.Rules.Sojourns;

/// <summary>A member who was out of contact gave a sign of life.</summary>
public sealed record Found : SojournEvent
{
    [JsonRequired]
    public Side By { get; init; }

    /// <summary>How he was found.</summary>
    public string? How { get; init; }

    /// <summary>What he says himself.</summary>
    public string? HisWord { get; init; }
}
