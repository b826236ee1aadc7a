using System.Text.Json.Serialization;
using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Sojourns;

/// <summary>The yearly review gave a grade.</summary>
public sealed record Reviewed : SojournEvent, IRecord
{
    public static RecordType Type { get; } = new("reviewed")
    {
        Order = 390,
        Sides = Sides.Both,
        While = While.Ever,
        Side = "venue",
        Fields = [new("grade", FieldKind.Choice, true), new("year", FieldKind.Number, true) { Preset = FieldPreset.ThisYear }],
        IsDecidedOnce = true,
        Undo = Undo.Judgement,
    };

    [JsonRequired]
    public string Grade { get; init; } = "";

    /// <summary>home, host or floating-organization.</summary>
    public string Venue { get; init; } = "home";

    /// <summary>The year reviewed; unsaid, that of its day.</summary>
    public int? Year { get; init; }
}
