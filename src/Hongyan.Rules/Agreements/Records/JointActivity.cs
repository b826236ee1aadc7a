using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Agreements;

/// <summary>Both parties did something together, with people of each side.</summary>
public sealed record JointActivity : AgreementEvent, IRecord
{
    public static RecordType Type { get; } = new("joint-activity")
    {
        Order = 110,
        Sides = AgreementCourse.Sides,
        Side = SideName,
        Steps = AgreementCourse.WhileInForce,
        StepRefusals = AgreementCourse.NotInForce,
        Fields =
        [
            new("text", FieldKind.Prose, true),
            new("proposerPeople", FieldKind.Number, true),
            new("partnerPeople", FieldKind.Number, true),
            new("file", FieldKind.File),
        ],
    };

    public string? Text { get; init; }

    public int ProposerPeople { get; init; }

    public int PartnerPeople { get; init; }

    public FiledPaper? File { get; init; }

    public override Refusal? RefusalIn(CaseStory before) =>
        ProposerPeople < 1 ? new Refusal("refusal.people-of-each", "C-3.2", Field: "proposerPeople")
        : PartnerPeople < 1 ? new Refusal("refusal.people-of-each", "C-3.2", Field: "partnerPeople")
        : null;
}
