using System.Text.Json.Serialization;
using Hongyan.Rules.Engine;
using Hongyan.Rules.Profiles;

namespace Hongyan.Rules.Agreements;

/// <summary>The text of an agreement as its proposer drafts it; also that of a new version while the old one holds.</summary>
public sealed record AgreementDrafted : AgreementEvent, IRecord
{
    private static readonly string[] Parties = [AgreementCourse.Proposer, AgreementCourse.Partner, AgreementCourse.Both];

    public static RecordType Type { get; } = new("agreement-drafted")
    {
        Order = 10,
        Sides = [AgreementCourse.Proposer],
        Side = SideName,
        Steps = [.. Step.To(AgreementCourse.Draft, AgreementCourse.New, AgreementCourse.Draft), .. AgreementCourse.WhileInForce],
        StepRefusals = new Dictionary<string, string>
        {
            [AgreementCourse.Sent] = "refusal.text-out",
            [AgreementCourse.Agreed] = "refusal.text-out",
            [AgreementCourse.HalfSigned] = "refusal.text-out",
            [AgreementCourse.Signed] = "refusal.text-out",
        },
        IsOffered = (story, _) => CanBeDrafted(story, story.AsOf),
        Fields =
        [
            new("title", FieldKind.Text, true),
            new("direction", FieldKind.Choice, true, "out", "in", "both"),
            new("covers", FieldKind.Choice, true, "all", "places", "list"),
            new("coverage", FieldKind.Prose) { IsSecret = true },
            new("duties", FieldKind.Rows, true)
            {
                Row = [new("text", FieldKind.Text, true), new("owes", FieldKind.Choice, true, Parties),
                    new("every", FieldKind.Choice, true, ["once", .. AgreementValues.Intervals]), new("on", FieldKind.Date)],
            },
            new("targets", FieldKind.Rows)
            {
                RequiredIn = Agreement.Name,
                Row = [new("text", FieldKind.Text, true), new("value", FieldKind.Number, true) { IsDecimal = true }, new("on", FieldKind.Date, true)],
            },
            new("methods", FieldKind.Several, true,
                "information", "joint-education", "recognition-of-training", "shared-venues", "joint-activity", "named-stations", "contact-group", "other"),
            new("guarantees", FieldKind.Prose) { RequiredIn = Agreement.Name },
            new("activities", FieldKind.Number) { OnlyIn = Pairing.Name, RequiredIn = Pairing.Name },
            new("contacts", FieldKind.Rows, true)
            {
                IsSecret = true,
                Row = [new("side", FieldKind.Choice, true, [.. AgreementCourse.Sides]), new("name", FieldKind.Text, true), new("post", FieldKind.Text),
                    new("phone", FieldKind.Phone, true)],
            },
            new("responsibilityModel", FieldKind.Choice, false, "split", "home-led", "host-led"),
            new("reviewVenue", FieldKind.Choice, false, "home", "host", "floating-organization"),
            new("feedbackInterval", FieldKind.Choice, false, AgreementValues.Intervals),
            new("informInterval", FieldKind.Choice, false, AgreementValues.Intervals),
            new("informWithin", FieldKind.Number),
            new("consult", FieldKind.Choice, false, "quarter", "half-year", "year"),
            new("from", FieldKind.Date, true),
            new("until", FieldKind.Date, true),
        ],
        Check = typed => typed["covers"] is "places" or "list" && typed["coverage"] is null ? [new FieldProblem("coverage", "invalid.required")] : [],
    };

    public string? Title { get; init; }

    public string? Direction { get; init; }

    public string? Covers { get; init; }

    /// <summary>The places, or the members by name.</summary>
    public string? Coverage { get; init; }

    public IReadOnlyList<DutyLine> Duties { get; init; } = [];

    public IReadOnlyList<TargetLine> Targets { get; init; } = [];

    public IReadOnlyList<string> Methods { get; init; } = [];

    public string? Guarantees { get; init; }

    /// <summary>How many joint activities a half-year.</summary>
    public int? Activities { get; init; }

    public IReadOnlyList<ContactLine> Contacts { get; init; } = [];

    public string? ResponsibilityModel { get; init; }

    public string? ReviewVenue { get; init; }

    public string? FeedbackInterval { get; init; }

    public string? InformInterval { get; init; }

    /// <summary>In working days.</summary>
    public int? InformWithin { get; init; }

    /// <summary>How often the parties consult; unsaid, as the policy says.</summary>
    public string? Consult { get; init; }

    [JsonRequired]
    public DateOnly From { get; init; }

    [JsonRequired]
    public DateOnly Until { get; init; }

    public override string? NewTitle() => Title;

    /// <summary>Nothing is on its way, or it came into force.</summary>
    private static bool CanBeDrafted(CaseStory story, DateOnly day)
    {
        var texts = AgreementTexts.Of(story);
        return texts.Phase is null or AgreementCourse.Draft || (texts.Phase == AgreementCourse.Signed && texts.InForceOn(day) == texts.Versions[^1]);
    }

    public override Refusal? RefusalIn(CaseStory before) =>
        !CanBeDrafted(before, On) ? Refusal.Of("refusal.text-out") with { On = AgreementTexts.Of(before).Versions[^1].Sent.On }
        : Until < From ? new Refusal("refusal.until-before-from", "C-3.1a", Field: "until")
        : Until >= From.AddYears(before.Profile.Get(Parameters.AgreementMaxYears, On)) ? new Refusal("refusal.agreement-too-long", "C-3.1a", Field: "until")
        : Duties.Any(line => line is { Every: "once", On: null }) ? new Refusal("refusal.line-without-day", "C-3.1a", Field: "duties")
        : Contacts.Count > 0 && AgreementCourse.Sides.Any(side => Contacts.All(contact => contact.Side != side))
            ? new Refusal("refusal.contact-of-each", "C-3.1a", Field: "contacts")
        : before.Kind.Name == Pairing.Name && Activities is not > 0 ? new Refusal("refusal.activities", "C-3.2", Field: "activities")
        : null;
}

/// <summary>Something that the parties do: once by its day, or in every period while the text is in force.</summary>
/// <param name="Owes">proposer, partner or both.</param>
/// <param name="Every">once, month, quarter, half-year, year.</param>
public sealed record DutyLine(string Text, string Owes, string Every, DateOnly? On = null);

/// <summary>What is to be reached by a day.</summary>
public sealed record TargetLine(string Text, decimal Value, DateOnly On);

/// <summary>Whom of a side one asks.</summary>
public sealed record ContactLine(string Side, string Name, string? Post = null, string? Phone = null);
