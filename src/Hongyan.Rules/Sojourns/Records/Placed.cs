using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Sojourns;

/// <summary>The host made him part of a branch or group.</summary>
public sealed record Placed : SojournEvent, IRecord
{
    public static RecordType Type { get; } = new("placed")
    {
        Order = 130,
        Sides = Sides.Host,
        Usual = 3,
        Fields = [new("organization", FieldKind.Choice) { Preset = FieldPreset.Host }],
        Causes = [new("reported-in")],
        CauseClause = "A-2.3.2a",
        Steps = Step.To(SojournState.Placed, SojournState.ReportedIn, SojournState.Refused, SojournState.Placed),
        StepRefusals = new Dictionary<string, string>
        {
            [SojournState.Reported] = "refusal.not-reported-in",
            [SojournState.Announced] = "refusal.not-reported-in",
            [SojournState.Away] = "refusal.not-reported-in",
        },
        OrderInDay = 4,
        NamesHost = true,
        ForMany = new(),
    };

    public string? Organization { get; init; }

    public override void Apply(ISojournState state) => state.HostPath = Organization ?? state.HostPath;
}
