using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Agreements;

/// <summary>The proposer takes it back before it is in force.</summary>
public sealed record AgreementWithdrawn : AgreementEvent, IRecord
{
    public static RecordType Type { get; } = new("agreement-withdrawn")
    {
        Order = 50,
        Sides = [AgreementCourse.Proposer],
        Side = SideName,
        Undo = Undo.Anew,
        Steps = Step.To(AgreementCourse.Withdrawn, AgreementCourse.Draft, AgreementCourse.Sent, AgreementCourse.Agreed, AgreementCourse.HalfSigned,
            AgreementCourse.Signed),
        StepRefusals = new Dictionary<string, string> { [AgreementCourse.InForce] = "refusal.in-force-already" },
        Fields = [new("text", FieldKind.Prose, true)],
    };

    public string? Text { get; init; }
}
