namespace Hongyan.Rules.Engine;

/// <summary>What stands in an empty form because the case or the writer says it already.</summary>
public enum FieldPreset
{
    None,
    Host,
    ThisYear,
    Writer,
}

/// <summary>How a value is covered from readers who have not said why they need it.</summary>
public enum Cover
{
    None,
    Phone,
    Address,
    Note,
}

/// <summary>One field of a form; its name is the property of the event.</summary>
/// <param name="Choices">What can be chosen; without any the page finds it out: months, occasions, organisations, grades.</param>
public sealed record RecordField(string Name, FieldKind Kind, bool Required = false, params string[] Choices)
{
    /// <summary>What stands in the field before anybody writes in it.</summary>
    public string? Default { get; init; }

    public FieldPreset Preset { get; init; }

    /// <summary>The longest text it takes, where that is not what others take.</summary>
    public int? Longest { get; init; }

    /// <summary>Of a day: a form for many begins with so many days from today.</summary>
    public int? DaysAhead { get; init; }

    /// <summary>Asked only with the second button of the form: when nobody was reached.</summary>
    public bool IsForUnless { get; init; }

    /// <summary>Not asked with the second button.</summary>
    public bool IsUnlessFree { get; init; }

    /// <summary>A number that may have decimals.</summary>
    public bool IsDecimal { get; init; }

    /// <summary>Typed as text where there is nothing to choose from, such as the roster of a host outside.</summary>
    public bool IsFree { get; init; }

    /// <summary>Of reasons: the field whose choices they explain.</summary>
    public string? Explains { get; init; }

    /// <summary>Left empty, it is the telephone number known of the member.</summary>
    public bool TakesKnownPhone { get; init; }

    /// <summary>Encrypted in the database.</summary>
    public bool IsSecret { get; init; }

    public Cover Cover { get; init; }

    /// <summary>Another field that says what this one holds, and so how it is covered.</summary>
    public string? CoveredBy { get; init; }

    /// <summary>By the value of <see cref="CoveredBy"/>.</summary>
    public IReadOnlyDictionary<string, Cover> Covers { get; init; } = new Dictionary<string, Cover>();

    /// <summary>Of rows: the fields of each.</summary>
    public IReadOnlyList<RecordField> Row { get; init; } = [];

    /// <summary>Asked only of guests, whose home is outside this installation, or only of members; unsaid, of both.</summary>
    public bool? OfGuests { get; init; }

    /// <summary>What can be chosen of a guest, where that differs.</summary>
    public string[]? GuestChoices { get; init; }

    /// <summary>The one kind of case whose form asks for it; unsaid, every kind that has the record.</summary>
    public string? OnlyIn { get; init; }

    /// <summary>The one kind of case whose form demands it.</summary>
    public string? RequiredIn { get; init; }

    /// <summary>What can be chosen in a story, for a side.</summary>
    public Func<CaseStory, string, IEnumerable<StoryChoice>>? From { get; init; }

    /// <summary>
    /// What the form holds without anybody typing it: the version of a text that is being answered. A form opened before it changed still says the old one.
    /// </summary>
    public Func<CaseStory, string?>? Given { get; init; }

    /// <summary>It says which part of a duty is done: a form opened from that duty has it filled in.</summary>
    public bool IsPart { get; init; }

    /// <summary>Whether a kind of case asks for it.</summary>
    public bool IsAskedIn(CaseKind? kind) => OnlyIn is null || OnlyIn == kind?.Name;
}

/// <summary>Something in a story that a record can be about.</summary>
/// <param name="Value">As the record names it.</param>
/// <param name="On">The day that tells it from others.</param>
/// <param name="Text">What was written of it.</param>
public sealed record StoryChoice(string Value, DateOnly On, string Text);
