using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Agreements;

/// <summary>The parties consulted: who was there, on what, with minutes and what was decided.</summary>
public sealed record Consulted : AgreementEvent, IRecord
{
    private const int ShortestMinutes = 20;

    public static RecordType Type { get; } = new("consulted")
    {
        Order = 60,
        Sides = AgreementCourse.Sides,
        Side = SideName,
        Steps = AgreementCourse.WhileInForce,
        StepRefusals = AgreementCourse.NotInForce,
        EvidenceError = "invalid.minutes",
        Fields =
        [
            new("means", FieldKind.Choice, true, "meeting", "video", "phone", "letter"),
            new("place", FieldKind.Text),
            new("proposerPresent", FieldKind.Text, true),
            new("partnerPresent", FieldKind.Text, true),
            new("topics", FieldKind.Several, true,
                "placement", "organised-life", "conduct", "conversion", "unmatched", "refusals", "lost-contact", "targets", "other"),
            new("minutes", FieldKind.Prose, true),
            new("decisions", FieldKind.Rows)
            {
                Row =
                [
                    new("text", FieldKind.Text, true),
                    new("owes", FieldKind.Choice, true, AgreementCourse.Proposer, AgreementCourse.Partner, AgreementCourse.Both),
                    new("on", FieldKind.Date, true),
                ],
            },
            new("results", FieldKind.Rows)
            {
                Row =
                [
                    new("target", FieldKind.Choice, true) { From = (story, _) =>
                        AgreementTargets.Of(story).Select(target => new StoryChoice(target.Key, target.Line.On, target.Line.Text)) },
                    new("value", FieldKind.Number, true) { IsDecimal = true },
                ],
            },
            new("next", FieldKind.Date),
        ],
    };

    public string? Means { get; init; }

    public string? Place { get; init; }

    /// <summary>Who was there for each side; without both there was no consultation.</summary>
    public string? ProposerPresent { get; init; }

    public string? PartnerPresent { get; init; }

    public IReadOnlyList<string> Topics { get; init; } = [];

    public string? Minutes { get; init; }

    public IReadOnlyList<Decision> Decisions { get; init; } = [];

    /// <summary>Where targets stood on that day.</summary>
    public IReadOnlyList<TargetResult> Results { get; init; } = [];

    public DateOnly? Next { get; init; }

    /// <summary>The figures of that day, frozen; the application writes them.</summary>
    public FrozenFigures? Figures { get; init; }

    public override IEnumerable<string> MissingEvidence() => Minutes?.Length < ShortestMinutes ? ["minutes"] : [];

    public override Refusal? RefusalIn(CaseStory before) =>
        ProposerPresent is null ? new Refusal("refusal.one-side-only", "C-3.1b", Field: "proposerPresent")
        : PartnerPresent is null ? new Refusal("refusal.one-side-only", "C-3.1b", Field: "partnerPresent")
        : Decisions.Any(decision => decision.On < On) ? new Refusal("refusal.decision-before", "C-3.1b", Field: "decisions")
        : Next < On ? new Refusal("refusal.decision-before", "C-3.1b", Field: "next")
        : null;

    /// <summary>As records that answer it name it.</summary>
    public static string KeyOf(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The consultations of a story, each with its number.</summary>
    public static IEnumerable<(int Number, Consulted Consulted)> AllOf(CaseStory story) =>
        story.All<Consulted>().Select((consulted, at) => (at + 1, consulted));
}

/// <summary>What was decided at a consultation, by whom it is done and by when.</summary>
/// <param name="Owes">proposer, partner or both.</param>
public sealed record Decision(string Text, string Owes, DateOnly On);

/// <param name="Target">The target, by version and line.</param>
public sealed record TargetResult(string Target, decimal Value);

/// <summary>How many members an agreement covered, and how many of them were placed at a host.</summary>
public sealed record FrozenFigures(int Members, int Placed);
