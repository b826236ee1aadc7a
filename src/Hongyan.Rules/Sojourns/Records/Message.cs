using System.Text.Json.Serialization;
using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Sojourns;

/// <summary>A word between home, host and member about this sojourn.</summary>
public sealed record Message : SojournEvent, IRecord
{
    public static RecordType Type { get; } = new("message")
    {
        Order = 280,
        Sides = Sides.Both,
        ContactMay = true,
        MemberMay = true,
        While = While.Ever,
        IsInMenu = false,
        HasForm = false,
        Side = "from",
    };

    [JsonRequired]
    public Writer From { get; init; }
    [JsonRequired]
    public string Text { get; init; } = "";

    public override string? Prose() => Text;
}
