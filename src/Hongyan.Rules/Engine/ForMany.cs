namespace Hongyan.Rules.Engine;

/// <summary>
/// How a record is written for many at once: what is not each one's own is typed once and can differ for one. A type that does not say so
/// is written person by person.
/// </summary>
public sealed record ForMany
{
    /// <summary>The remark, where a list of fields names it.</summary>
    public const string Note = "note";

    /// <summary>The fields that each has for himself.</summary>
    public IReadOnlyList<string> Own { get; init; } = [];

    /// <summary>Of them, those that are never for all: the same words for two people are refused.</summary>
    public IReadOnlyList<string> NeverAlike { get; init; } = [];

    /// <summary>What is asked in place of the fields of the form, where one person has a page of his own.</summary>
    public IReadOnlyList<RecordField>? Fields { get; init; }

    /// <summary>What such a record always says; a duty that asks for something else is done person by person.</summary>
    public IReadOnlyDictionary<string, string> Always { get; init; } = new Dictionary<string, string>();

    /// <summary>How all can have been together, so that what was said there was said to each; nothing where that cannot be.</summary>
    public Together? Together { get; init; }

    /// <summary>Whether it tells of other records, so that whatever is recorded meanwhile has to be read first.</summary>
    public bool TellsOfOthers { get; init; }
}

/// <summary>People were together when a field has one of these values.</summary>
public sealed record Together(string Field, params IReadOnlyList<string> Values);
