using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Agreements;

/// <summary>A party signed a version, once. Of a party outside its letter has the scan of the signed page.</summary>
public sealed record AgreementSigned : AgreementEvent, IRecord
{
    public static RecordType Type { get; } = new("agreement-signed")
    {
        Order = 40,
        Sides = AgreementCourse.Sides,
        Side = SideName,
        Undo = Undo.Anew,
        IsOffered = (story, side) =>
            AgreementTexts.Of(story) is { Phase: AgreementCourse.Agreed or AgreementCourse.HalfSigned, Versions: [.., var newest] }
                && newest.SignedBy(side) is null,
        Steps = [new(AgreementCourse.Agreed, AgreementCourse.HalfSigned), new(AgreementCourse.HalfSigned, AgreementCourse.Signed),
            .. AgreementCourse.WhileInForce],
        StepRefusals = new Dictionary<string, string>
        {
            [AgreementCourse.Draft] = "refusal.text-changed",
            [AgreementCourse.Sent] = "refusal.not-agreed",
            [AgreementCourse.Signed] = "refusal.signed-already",
        },
        Fields = [TextVersionField.Version, new("signer", FieldKind.Text, true), new("post", FieldKind.Text, true), new("file", FieldKind.File)],
    };

    public int Version { get; init; }

    public string? Signer { get; init; }

    public string? Post { get; init; }

    public FiledPaper? File { get; init; }

    public override Refusal? RefusalIn(CaseStory before) =>
        TextVersionField.RefusalIn(before, Version, AgreementCourse.Agreed, AgreementCourse.HalfSigned)
        ?? (AgreementTexts.Of(before).Versions[^1].SignedBy(By) is { } signed ? new Refusal("refusal.signed-already", "C-3.1a", signed.On) : null);
}
