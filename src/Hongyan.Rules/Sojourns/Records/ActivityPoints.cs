using System.Globalization;
using System.Text.Json.Serialization;
using Hongyan.Rules.Engine;
using Hongyan.Rules.Points;

namespace Hongyan.Rules.Sojourns;

/// <summary>Points for activity, entered by a branch with evidence.</summary>
public sealed record ActivityPoints : SojournEvent, IRecord
{
    public static RecordType Type { get; } = new("activity-points")
    {
        Order = 370,
        Sides = Sides.Both,
        While = While.Ever,
        Fields =
        [
            new("item", FieldKind.Choice, true, "A1", "A2", "A3", "A4"),
            new("points", FieldKind.Number, true),
            new("evidence", FieldKind.Text, true),
        ],
        Check = typed => decimal.TryParse(typed["points"], CultureInfo.InvariantCulture, out var points) && points > PointsBook.ActivityMost
            ? [new("points", "invalid.points")]
            : [],
    };

    [JsonRequired]
    public string Item { get; init; } = "";
    [JsonRequired]
    public decimal Points { get; init; }
    public string? Evidence { get; init; }
}
