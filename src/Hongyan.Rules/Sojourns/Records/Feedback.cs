using System.Text.Json.Serialization;

namespace Hongyan.Rules.Sojourns;

/// <summary>Word from one side to the other.</summary>
public sealed record Feedback : SojournEvent
{
    [JsonRequired]
    public Side From { get; init; }
    public string? Topic { get; init; }

    /// <summary>The letter itself; the rules never read it.</summary>
    public string? Text { get; init; }
}
