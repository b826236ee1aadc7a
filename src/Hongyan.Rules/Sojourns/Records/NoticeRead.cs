using System.Text.Json.Serialization;

namespace Hongyan.Rules.Sojourns;

/// <summary>The member read the notice of an election, a major matter or a meeting.</summary>
public sealed record NoticeRead : SojournEvent
{
    [JsonRequired]
    public string Event { get; init; } = "";
}
