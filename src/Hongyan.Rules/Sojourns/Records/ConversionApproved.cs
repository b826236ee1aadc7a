using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Sojourns;

/// <summary>The home committee approved the decision.</summary>
public sealed record ConversionApproved : SojournEvent, IRecord
{
    public static RecordType Type { get; } = new("conversion-approved")
    {
        Order = 430,
        Sides = Sides.Home,
        CommitteeOnly = true,
        While = While.Ever,
        Causes = [new("conversion-decided")],
        IsDecidedOnce = true,
        Undo = Undo.Judgement,
        Registers = Registers.Membership,
    };
}
