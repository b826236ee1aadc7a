using System.Globalization;
using System.Text.Json.Serialization;
using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Sojourns;

/// <summary>A branch spoke with the member, or tried to.</summary>
public sealed record Contact : SojournEvent, IRecord
{
    public static RecordType Type { get; } = new("contact")
    {
        Order = 20,
        Sides = Sides.Both,
        ContactMay = true,
        Usual = 1,
        Side = "by",
        Fields =
        [
            new("means", FieldKind.Choice, true, "phone", "wechat", "video", "visit", "letter", "other") { Default = "phone" },
            new("topics", FieldKind.Several, true, "thought", "work", "life", "dues", "greeting", "report-in", "help") { IsUnlessFree = true },
            new("content", FieldKind.Prose, true) { IsUnlessFree = true, IsSecret = true },
            new("retryOn", FieldKind.Date) { IsForUnless = true, DaysAhead = 3 },
        ],
        Unless = "reached",
        Check = typed => typed.IsUnless && DateOnly.TryParse(typed["retryOn"], CultureInfo.InvariantCulture, out var retry) && retry < typed.Today
            ? [new("retryOn", "invalid.past")]
            : [],
        Causes = Beginning.Causes,
        CauseClause = "B-3.1.3.1c",
        ForMany = new() { Own = ["content"], NeverAlike = ["content"], Together = new("means", "video", "visit", "other") },
    };

    [JsonRequired]
    public Side By { get; init; }
    public string? Means { get; init; }

    /// <summary>The single topic of case files and of records older than <see cref="Topics"/>; read both through <see cref="Subjects"/>.</summary>
    public string? Topic { get; init; }

    /// <summary>Any of thought, work, life, dues, greeting, report-in and help.</summary>
    public IReadOnlyList<string>? Topics { get; init; }

    /// <summary>What was said, in a sentence or more. Encrypted in the database.</summary>
    public string? Content { get; init; }

    /// <summary>False when the member was not reached: it closes nothing and makes the details stale.</summary>
    public bool Reached { get; init; } = true;

    /// <summary>When to try again after the member was not reached.</summary>
    public DateOnly? RetryOn { get; init; }

    /// <summary>What was spoken of, whichever way it was written down.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Subjects => Topics ?? (Topic is null ? [] : [Topic]);

    public bool IsAbout(string subject) => Subjects.Contains(subject);

    public override void Apply(ISojournState state)
    {
        if (Reached && !(state.LastContactOn > On))
            state.LastContactOn = On;
    }

    public override IEnumerable<string> MissingEvidence(IReadOnlyCollection<string> briefTopics) => Reached
        ? Lacking(("means", Means), ("topics", Subjects), ("content", Content))
        : Lacking(("means", Means), ("retryOn", RetryOn));

    public override bool IsSignOfLife() => Reached;
}
