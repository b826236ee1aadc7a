using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Agreements;

/// <summary>The partner answered a version: it agrees, wants a change, or declines.</summary>
public sealed record AgreementAnswered : AgreementEvent, IRecord
{
    public const string Agree = "agree";
    public const string Change = "change";

    public static RecordType Type { get; } = new("agreement-answered")
    {
        Order = 30,
        Sides = [AgreementCourse.Partner],
        Side = SideName,
        Undo = Undo.Anew,
        IsOffered = (story, _) => AgreementTexts.Of(story).Phase == AgreementCourse.Sent,
        Steps = [.. new[] { AgreementCourse.Agreed, AgreementCourse.Draft, AgreementCourse.Declined }.Select(into => new Step(AgreementCourse.Sent, into)),
            .. AgreementCourse.WhileInForce],
        StepRefusals = new Dictionary<string, string> { [AgreementCourse.Draft] = "refusal.text-changed" },
        Fields =
        [
            TextVersionField.Version,
            new("answer", FieldKind.Choice, true, Agree, Change, "decline"),
            new("text", FieldKind.Prose),
        ],
        Check = typed => typed["answer"] is not (null or Agree) && typed["text"] is null ? [new FieldProblem("text", "invalid.required")] : [],
    };

    public int Version { get; init; }

    public string? Answer { get; init; }

    /// <summary>What is to be changed, or why it declines.</summary>
    public string? Text { get; init; }

    public override string? Into(CaseStory before) => before.State == AgreementCourse.InForce ? null
        : Answer switch { Agree => AgreementCourse.Agreed, Change => AgreementCourse.Draft, _ => AgreementCourse.Declined };

    public override Refusal? RefusalIn(CaseStory before) => TextVersionField.RefusalIn(before, Version, AgreementCourse.Sent);
}

/// <summary>Which version of the text an answer or a signature means.</summary>
internal static class TextVersionField
{
    /// <summary>The form carries the version that was shown when it was opened.</summary>
    public static RecordField Version { get; } = new("version", FieldKind.Number, true) { Given = story =>
        AgreementTexts.Of(story).Newest?.Number.ToString(System.Globalization.CultureInfo.InvariantCulture) };

    /// <param name="phases">Where the newest version must stand.</param>
    public static Refusal? RefusalIn(CaseStory before, int version, params string[] phases) => AgreementTexts.Of(before) switch
    {
        { Versions: [.., var newest] } when version != newest.Number => Refusal.Of("refusal.text-changed") with { On = newest.Sent.On, Field = null },
        { Versions.Count: > 0, Phase: { } phase } when phases.Contains(phase) => null,
        { Versions: [.., var newest], Phase: AgreementCourse.Draft } => Refusal.Of("refusal.text-changed") with { On = newest.Answer?.On ?? newest.Sent.On },
        { Versions: [.., { Answer: null } newest] } => Refusal.Of("refusal.not-agreed") with { On = newest.Sent.On },
        _ => Refusal.Of("refusal.case.state") with { On = before.Since },
    };
}
