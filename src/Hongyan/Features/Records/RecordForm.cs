using System.Collections.Frozen;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Features.Records;

public enum FieldKind
{
    Date,
    Text,

    /// <summary>Several lines.</summary>
    Prose,
    Number,
    Choice,
    Several,

    /// <summary>A reason for each choice that was not ticked in another field.</summary>
    Reasons,
    YesNo,
}

/// <summary>One field of a form; its name is the property of the event.</summary>
/// <param name="Choices">What can be chosen; without any the page finds it out: months, occasions, organisations, grades.</param>
public sealed record RecordField(string Name, FieldKind Kind, bool Required = false, params string[] Choices)
{
    /// <summary>What stands in the field before anybody writes in it.</summary>
    public string? Default { get; init; }

    /// <summary>Asked only with the second button of the form: when nobody was reached.</summary>
    public bool IsForUnless { get; init; }

    /// <summary>Not asked with the second button.</summary>
    public bool IsUnlessFree { get; init; }
}

/// <summary>
/// The form of one type of record. Every form begins with the day and ends with a remark; <see cref="Side"/> is the property
/// that says which side writes, when the event has one.
/// </summary>
public sealed record RecordForm(string Type, string? Side, params RecordField[] Fields)
{
    public const int LongestText = 200;
    public const int LongestProse = 2000;

    /// <summary>A property that a second button sets to false: for a contact, that nobody was reached.</summary>
    public string? Unless { get; init; }

    public static FrozenDictionary<string, RecordForm> All { get; } = Table().ToFrozenDictionary(form => form.Type);

    private static IEnumerable<RecordForm> Table() =>
    [
        new("departure-reported", null,
            new("departs", FieldKind.Date, true), new("reason", FieldKind.Choice, true, "work", "business", "study", "family", "retirement", "other"),
            new("destination", FieldKind.Text, true), new("expectedReturn", FieldKind.Date),
            new("phone", FieldKind.Text), new("emergency", FieldKind.Text)),
        new("contact-person-named", "by", new RecordField("person", FieldKind.Choice, true)),
        new("briefed", null,
            new("topics", FieldKind.Several, false, [.. Briefed.AllTopics]), new("missing", FieldKind.Reasons, false, [.. Briefed.AllTopics])),
        new("certificate-sealed", null, new RecordField("number", FieldKind.Text)),
        new("certificate-issued", null, new RecordField("number", FieldKind.Text, true)),
        new("certificate-audited", "by", new RecordField("year", FieldKind.Number)),
        new("certificate-presented", null),
        new("certificate-withdrawn", null),
        new("certificate-lost", null),
        new("reported-in", null),
        new("branch-named", null,
            new("organization", FieldKind.Choice, true), new("basis", FieldKind.Choice, true, "employer", "community", "association"),
            new("ruledOut", FieldKind.Several, false, "employer", "community")),
        new("refused", null, new RecordField("code", FieldKind.Choice, true, "identity", "not-here", "other-organization", "other")),
        new("placed", null, new RecordField("organization", FieldKind.Choice)),
        new("contact", "by",
            new("means", FieldKind.Choice, true, "phone", "wechat", "video", "visit", "letter", "other") { Default = "phone" },
            new("topics", FieldKind.Several, true, "thought", "work", "life", "dues", "greeting", "report-in", "help") { IsUnlessFree = true },
            new("content", FieldKind.Prose, true) { IsUnlessFree = true },
            new("retryOn", FieldKind.Date) { IsForUnless = true }) { Unless = "reached" },
        new("care", "by",
            new("kind", FieldKind.Choice, true, "visit", "greeting", "money", "relief", "hardship", "help") { Default = "visit" }, new("amount", FieldKind.Number)),
        new("organized-life", null,
            new("kind", FieldKind.Choice, true, "meeting", "committee-meeting", "group-meeting", "lecture", "party-day", "life-meeting", "study", "other") { Default = "meeting" }, new("offline", FieldKind.YesNo)),
        new("assigned-work-done", null),
        new("dues-paid", "at", new("months", FieldKind.Several, true), new("amount", FieldKind.Number), new("inFull", FieldKind.YesNo) { Default = "true" }),
        new("dues-quarterly-agreed", null, new RecordField("reason", FieldKind.Text, true)),
        new("dues-set", null,
            new("from", FieldKind.Text, true), new("monthly", FieldKind.Number, true), new("category", FieldKind.Text), new("base", FieldKind.Number)),
        new("dues-reduction-asked", null,
            new("from", FieldKind.Text, true), new("to", FieldKind.Text, true), new("monthly", FieldKind.Number, true), new("reason", FieldKind.Text, true)),
        new("dues-reduction-decided", null, new("approved", FieldKind.YesNo), new("reason", FieldKind.Text)),
        new("member-reported", null, new("period", FieldKind.Choice), new("text", FieldKind.Prose, true)),
        new("changed", null, new RecordField("what", FieldKind.Choice, true, "place", "employer", "residence", "phone")),
        new("change-reported", null,
            new("what", FieldKind.Choice, true, "place", "employer", "residence", "phone"), new("value", FieldKind.Text, true)),
        new("feedback", "from", new RecordField("topic", FieldKind.Choice, true, "general", "review", "review-result") { Default = "general" }),
        new("educated", "by",
            new("kind", FieldKind.Choice, true, "mailed", "online", "training", "make-up") { Default = "online" },
            new("topic", FieldKind.Text), new("hours", FieldKind.Number)),
        new("served", "by", new RecordField("kind", FieldKind.Choice, true, "job", "training", "rights", "station")),
        new("election", "of", new("takesPlace", FieldKind.Date, true), new("name", FieldKind.Text)),
        new("major-matter", "of", new("takesPlace", FieldKind.Date, true), new("name", FieldKind.Text)),
        new("meeting", "of", new("takesPlace", FieldKind.Date, true), new("name", FieldKind.Text)),
        new("notified", null,
            new("event", FieldKind.Choice, true), new("means", FieldKind.Choice, true, "phone", "visit", "family", "signed") { Default = "phone" }, new("by", FieldKind.Text, true)),
        new("reviewed", "venue", new("grade", FieldKind.Choice, true), new("year", FieldKind.Number, true)),
        new("conversion-opinion-asked", null),
        new("conversion-opinion", null, new RecordField("written", FieldKind.YesNo) { Default = "true" }),
        new("conversion-decided", null,
            new("result", FieldKind.Choice, true, "converted", "extended", "cancelled"), new("extendedTo", FieldKind.Date)),
        new("conversion-approved", null),
        new("transfer-condition-met", null,
            new RecordField("rule", FieldKind.Choice, true, "settled", "home-and-six-months", "contract", "fixed-place", "wish")),
        new("transfer-urged", null),
        new("transfer-started", null),
        new("transfer-not-wanted", null, new RecordField("reason", FieldKind.Text, true)),
        new("transfer-letter-issued", null, new RecordField("validDays", FieldKind.Number)),
        new("transfer-received", null),
        new("transfer-refused", null, new RecordField("reason", FieldKind.Text, true)),
        new("receipt-returned", null),
        new("valid-reason", null, new("from", FieldKind.Date, true), new("to", FieldKind.Date)),
        new("duties-begin", null, new RecordField("from", FieldKind.Date, true)),
        new("activity-points", null,
            new("item", FieldKind.Choice, true, "A1", "A2", "A3", "A4"), new("points", FieldKind.Number, true), new("evidence", FieldKind.Text, true)),
        new("agreement-in-force", null, new RecordField("until", FieldKind.Date)),
        new("returned", null),
        new("return-checked", null, new("hostView", FieldKind.Prose), new("ownView", FieldKind.Prose), new("goesOutAgain", FieldKind.YesNo)),
        new("transferred", null),
        new("cancelled", null),
        new("ledger-confirmed", null),
        new("sweep-confirmed", null),
        new("report-submitted", null),
        new("consulted", null),
        new("attempt", "by",
            new("way", FieldKind.Choice, true, "phone", "message", "letter", "visit", "family", "employer", "host", "fellow"), new("who", FieldKind.Text),
            new("result", FieldKind.Choice, true, "no-answer", "dead-number", "gone", "would-not-talk")),
        new("marked-lost", null, new RecordField("reason", FieldKind.Choice, true, "1", "2", "3", "4", "5", "6", "7")),
        new("found", "by", new("how", FieldKind.Text, true), new("hisWord", FieldKind.Prose)),
        new("waived", null, new RecordField("reason", FieldKind.Text, true)),
    ];
}
