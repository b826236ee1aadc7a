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

/// <summary>A word between home, host and member about this sojourn.</summary>
public sealed record Message : SojournEvent
{
    [JsonRequired]
    public Writer From { get; init; }
    [JsonRequired]
    public string Text { get; init; } = "";
}

/// <summary>The member read the notice of an election, a major matter or a meeting.</summary>
public sealed record NoticeRead : SojournEvent
{
    [JsonRequired]
    public string Event { get; init; } = "";
}

/// <summary>The member gave his opinion on an election or a major matter from afar.</summary>
public sealed record OpinionGiven : SojournEvent
{
    [JsonRequired]
    public string Event { get; init; } = "";
    [JsonRequired]
    public string Text { get; init; } = "";
}
