using System.Text.Json.Serialization;
using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Sojourns;

/// <summary>
/// The organisations answer for the periods of this stay from a day on: what a roster tells of a stay that began long ago
/// does not make them late for periods that were over before they kept it here.
/// </summary>
public sealed record DutiesBegin : SojournEvent, IRecord
{
    public static RecordType Type { get; } = new("duties-begin")
    {
        Order = 530,
        Sides = Sides.Home,
        While = While.Ever,
        Fields = [new("from", FieldKind.Date, true)],
    };

    [JsonRequired]
    public DateOnly From { get; init; }
}
