using System.Text.Json.Serialization;
using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Sojourns;

/// <summary>Place, employer, residence or phone changed.</summary>
public sealed record Changed : SojournEvent, IRecord
{
    public static RecordType Type { get; } = new("changed")
    {
        Order = 240,
        Sides = Sides.Both,
        ContactMay = true,
        MemberMay = true,
        Fields = [new("what", FieldKind.Choice, true, "place", "employer", "residence", "phone")],
    };

    [JsonRequired]
    public string What { get; init; } = "";
}
