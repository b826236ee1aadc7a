using System.Text.Json.Serialization;

namespace Hongyan.Rules.Sojourns;

/// <summary>The other side read a feedback, named by the id of its record.</summary>
public sealed record FeedbackRead : SojournEvent
{
    [JsonRequired]
    public Guid Feedback { get; init; }
    [JsonRequired]
    public Side By { get; init; }
}
