using System.Text.Json.Serialization;
using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Sojourns;

/// <summary>The member was taught or sent something to study.</summary>
public sealed record Educated : SojournEvent, IRecord
{
    public static RecordType Type { get; } = new("educated")
    {
        Order = 290,
        Sides = Sides.Both,
        ContactMay = true,
        While = While.Ever,
        Side = "by",
        Fields =
        [
            new("kind", FieldKind.Choice, true, "mailed", "online", "training", "make-up") { Default = "online" },
            new("topic", FieldKind.Text),
            new("hours", FieldKind.Number) { IsDecimal = true },
        ],
        Causes = Beginning.Causes,
        ForMany = new(),
    };

    [JsonRequired]
    public Side By { get; init; }

    /// <summary>mailed, online, training or make-up.</summary>
    public string? Kind { get; init; }
    public string? Topic { get; init; }
    public decimal? Hours { get; init; }
}
