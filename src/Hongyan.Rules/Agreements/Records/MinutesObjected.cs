using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Agreements;

/// <summary>The other party says what of the minutes is wrong.</summary>
public sealed record MinutesObjected : AgreementEvent, IRecord
{
    public static RecordType Type { get; } = new("minutes-objected")
    {
        Order = 80,
        Sides = AgreementCourse.Sides,
        Side = SideName,
        While = While.Ever,
        Fields = [ConsultationField.Consultation, new("text", FieldKind.Prose, true)],
    };

    /// <summary>By its number.</summary>
    public string Consultation { get; init; } = "";

    public string? Text { get; init; }

    public override Refusal? RefusalIn(CaseStory before) => ConsultationField.RefusalIn(before, By, Consultation);
}
