using System.Text.Json.Serialization;

namespace Hongyan.Rules.Sojourns;

/// <summary>The member gave his opinion on an election or a major matter from afar.</summary>
public sealed record OpinionGiven : SojournEvent
{
    [JsonRequired]
    public string Event { get; init; } = "";
    [JsonRequired]
    public string Text { get; init; } = "";
}
