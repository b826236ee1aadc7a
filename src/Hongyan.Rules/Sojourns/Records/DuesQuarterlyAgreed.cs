using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Sojourns;

/// <summary>The home branch agreed that dues are paid by the quarter from now on.</summary>
public sealed record DuesQuarterlyAgreed : SojournEvent, IRecord
{
    public static RecordType Type { get; } = new("dues-quarterly-agreed")
    {
        Order = 190,
        Sides = Sides.Home,
        Fields = [new("reason", FieldKind.Text, true)],
    };

    public string? Reason { get; init; }
}
