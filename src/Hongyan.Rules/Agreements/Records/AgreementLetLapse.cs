using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Agreements;

/// <summary>A party says that it lets the agreement run out on its last day, and why.</summary>
public sealed record AgreementLetLapse : AgreementEvent, IRecord
{
    public static RecordType Type { get; } = new("agreement-let-lapse")
    {
        Order = 120,
        Sides = AgreementCourse.Sides,
        Side = SideName,
        Steps = AgreementCourse.WhileInForce,
        StepRefusals = AgreementCourse.NotInForce,
        Fields = [new("text", FieldKind.Prose, true)],
    };

    public string? Text { get; init; }
}
