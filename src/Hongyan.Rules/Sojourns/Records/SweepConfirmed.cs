using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Sojourns;

/// <summary>An organisation confirmed the four clears of the yearly sweep.</summary>
public sealed record SweepConfirmed : SojournEvent, IRecord
{
    public static RecordType Type { get; } = new("sweep-confirmed")
    {
        Order = 600,
        Sides = Sides.Home,
        While = While.Ever,
        IsInMenu = false,
        Undo = Undo.Elsewhere,
        IsOfOrganization = true,
        IsInTimeline = false,
    };

    /// <summary>The year of the sweep; unsaid, that of its day.</summary>
    public int? Year { get; init; }
}
