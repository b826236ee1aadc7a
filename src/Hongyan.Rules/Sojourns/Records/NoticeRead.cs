using System.Text.Json.Serialization;
using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Sojourns;

/// <summary>The member read the notice of an election, a major matter or a meeting.</summary>
public sealed record NoticeRead : SojournEvent, IRecord, IOfOccasion
{
    public static RecordType Type { get; } = new("notice-read")
    {
        Order = 350,
        MemberMay = true,
        HasForm = false,
        Causes = Announcement.AsCauses,
    };

    [JsonRequired]
    public string Event { get; init; } = "";
}
