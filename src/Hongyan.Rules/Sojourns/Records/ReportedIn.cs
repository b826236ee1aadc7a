using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Sojourns;

/// <summary>The member reported to an organisation where he now lives.</summary>
public sealed record ReportedIn : SojournEvent, IRecord
{
    public static RecordType Type { get; } = new("reported-in")
    {
        Order = 120,
        Sides = Sides.Host,
        Usual = 2,
        Causes = [DepartureReported.Departure],
        CauseClause = "A-2.3.2a",
        Steps = Step.To(SojournState.ReportedIn, SojournState.Running), // also at another host
        OrderInDay = 1,
        NamesHost = true,
    };

    /// <summary>The committee or branch that received him.</summary>
    public string? Organization { get; init; }

    public override void Apply(ISojournState state) => state.HostPath = Organization ?? state.HostPath;

    public override Refusal? RefusalIn(ISojournState state) =>
        Organization is null && state is { State: SojournState.ReportedIn or SojournState.Placed, HostPath: not null }
            ? Refusal.Of("refusal.reported-already")
            : null;

    public override bool IsSignOfLife() => true;
}
