using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Sojourns;

/// <summary>An agreement of two organisations holds from that day on.</summary>
public sealed record AgreementInForce : SojournEvent, IRecord
{
    public static RecordType Type { get; } = new("agreement-in-force")
    {
        Order = 540,
        Sides = Sides.Both,
        CommitteeOnly = true,
        IsInMenu = false,
        Fields = [new("until", FieldKind.Date)],
    };

    public DateOnly? Until { get; init; }
}
