using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Sojourns;

/// <summary>The two parties of an agreement consulted.</summary>
public sealed record Consulted : SojournEvent, IRecord
{
    public static RecordType Type { get; } = new("consulted")
    {
        Order = 620,
        Sides = Sides.Both,
        While = While.Ever,
        IsInMenu = false,
    };
}
