using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Sojourns;

/// <summary>The member did not leave after all.</summary>
public sealed record Cancelled : SojournEvent, IRecord
{
    public static RecordType Type { get; } = new("cancelled")
    {
        Order = 580,
        Sides = Sides.Home,
        Steps = Step.To(SojournState.Cancelled, SojournState.BeforeArrival),
        StepRefusals = new Dictionary<string, string>
        {
            [SojournState.ReportedIn] = "refusal.arrived-already",
            [SojournState.Refused] = "refusal.arrived-already",
            [SojournState.Placed] = "refusal.arrived-already",
        },
        OrderInDay = 6,
        MayPrecedeStart = true,
        Registers = Registers.Certificates,
    };

    /// <summary>A stay that was called off ended as it began.</summary>
    public override void Apply(ISojournState state) => state.EndedOn = On > state.DepartedOn ? On : state.DepartedOn;
}
