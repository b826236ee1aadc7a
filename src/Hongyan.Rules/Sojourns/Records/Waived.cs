using System.Text.Json.Serialization;
using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Sojourns;

/// <summary>A person has waived a duty, with a reason.</summary>
public sealed record Waived : SojournEvent, IRecord
{
    public static RecordType Type { get; } = new("waived")
    {
        Order = 660,
        Sides = Sides.Both,
        While = While.Ever,
        IsInMenu = false,
        Fields = [new("reason", FieldKind.Text, true)],
        Undo = Undo.Anew,
    };

    [JsonRequired]
    public string Kind { get; init; } = "";
    public string? Period { get; init; }
    [JsonRequired]
    public string Reason { get; init; } = "";
    public string? Person { get; init; }
}
