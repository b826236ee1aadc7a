using System.Text.Json.Serialization;
using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Sojourns;

/// <summary>The member gave his opinion on an election or a major matter from afar.</summary>
public sealed record OpinionGiven : SojournEvent, IRecord, IOfOccasion
{
    public static RecordType Type { get; } = new("opinion-given")
    {
        Order = 360,
        MemberMay = true,
        HasForm = false,
        Causes = Announcement.AsCauses,
    };

    [JsonRequired]
    public string Event { get; init; } = "";
    [JsonRequired]
    public string Text { get; init; } = "";
}
