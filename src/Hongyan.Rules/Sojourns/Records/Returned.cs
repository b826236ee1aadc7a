using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Sojourns;

/// <summary>The member came back; the sojourn ends on that day.</summary>
public sealed record Returned : SojournEvent, IRecord
{
    public static RecordType Type { get; } = new("returned")
    {
        Order = 550,
        Sides = Sides.Home,
        Usual = 10,
        Causes = Beginning.Causes,
        CauseClause = "A-2.3.1a",
        Steps = Step.To(SojournState.Returned, SojournState.Running),
        StepRefusals = new Dictionary<string, string>
        {
            [SojournState.Returned] = "refusal.returned-already",
        },
        OrderInDay = 6,
        Registers = Registers.Certificates,
    };

    public override void Apply(ISojournState state) => state.EndedOn = On > state.DepartedOn ? On : state.DepartedOn;

    public override Refusal? RefusalIn(ISojournState state) => On < state.DepartedOn ? Refusal.Of("refusal.before-departure") : null;
}
