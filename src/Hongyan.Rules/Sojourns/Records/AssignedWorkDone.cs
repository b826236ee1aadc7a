using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Sojourns;

/// <summary>The member did work that his organisation had given him.</summary>
public sealed record AssignedWorkDone : SojournEvent, IRecord
{
    public static RecordType Type { get; } = new("assigned-work-done")
    {
        Order = 170,
        Sides = Sides.Both,
        Usual = 11,
        Causes = Beginning.Causes,
        ForMany = new(),
    };

    public override bool IsSignOfLife() => true;
}
