using System.Text.Json.Serialization;
using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Sojourns;

/// <summary>The other side read a feedback, named by the id of its record.</summary>
public sealed record FeedbackRead : SojournEvent, IRecord
{
    public static RecordType Type { get; } = new("feedback-read")
    {
        Order = 270,
        Sides = Sides.Both,
        ContactMay = true,
        While = While.Ever,
        IsInMenu = false,
        HasForm = false,
        Side = "by",
    };

    [JsonRequired]
    public Guid Feedback { get; init; }
    [JsonRequired]
    public Side By { get; init; }
}
