using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Sojourns;

/// <summary>The branch confirmed its two ledgers.</summary>
public sealed record LedgerConfirmed : SojournEvent, IRecord
{
    public static RecordType Type { get; } = new("ledger-confirmed")
    {
        Order = 590,
        Sides = Sides.Home,
        While = While.Ever,
        IsInMenu = false,
        IsOfOrganization = true,
        IsInTimeline = false,
    };
}
