using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Sojourns;

/// <summary>The superior to whom a refusal was copied lifts it: he is received again where he reported in, and has to be placed.</summary>
public sealed record RefusalLifted : SojournEvent, IRecord
{
    public static RecordType Type { get; } = new("refusal-lifted")
    {
        Order = 151,
        Sides = Sides.Host,
        CommitteeOnly = true,
        OfGuests = true,
        Fields = [new("why", FieldKind.Prose, true)],
        Causes = [new("refused")],
        CauseClause = "D-2.1c",
        Steps = Step.To(SojournState.ReportedIn, SojournState.Refused),
        StepRefusals = new Dictionary<string, string>
        {
            [SojournState.Reported] = "refusal.not-refused",
            [SojournState.Away] = "refusal.not-refused",
            [SojournState.ReportedIn] = "refusal.not-refused",
            [SojournState.Placed] = "refusal.not-refused",
        },
        OrderInDay = 4,
        NamesHost = true,
    };

    /// <summary>Why the refusal does not stand, which the committee that refused reads.</summary>
    public string? Why { get; init; }

    /// <summary>Where he is received again.</summary>
    public string? Organization { get; init; }

    public override void Apply(ISojournState state) => state.HostPath = Organization ?? state.HostPath;

    public override IEnumerable<string> MissingEvidence(IReadOnlyCollection<string> briefTopics) => Lacking(("why", Why));
}
