using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Sojourns;

/// <summary>What home and host say of the national member information system, each of its own side of a stay.</summary>
internal static class InSystem
{
    /// <summary>Home speaks of the departure, the host of the placement.</summary>
    public static IReadOnlyList<Cause> Causes { get; } =
    [
        new("departure-reported") { Concerns = (effect, _) => SideOf((SojournEvent)effect) == Side.Home },
        new("placed") { Concerns = (effect, _) => SideOf((SojournEvent)effect) == Side.Host },
    ];

    /// <summary>The side that settled it; nothing for any other record.</summary>
    public static Side? SideOf(SojournEvent happened) => happened switch
    {
        RegisteredNationally registered => registered.By,
        NotNational not => not.By,
        _ => null,
    };
}
