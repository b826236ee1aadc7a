using System.Collections.Concurrent;
using System.Text.Json;

namespace Hongyan.Rules.Engine;

/// <summary>A class beside the records of a kind of case that says what is known of the kind.</summary>
public interface ICaseKind
{
    static abstract CaseKind Kind { get; }
}

/// <summary>A step that time alone takes.</summary>
/// <param name="On">The first day of the new state; nothing while it is not known.</param>
public sealed record TimeStep(string From, string Into, Func<CaseStory, DateOnly?> On);

/// <summary>A kind of case that an organisation owns. Pages, rights, tables and duties are read from it and repeat nothing.</summary>
/// <param name="name">As in addresses, in case files and in the keys of texts: office-year, agreement …</param>
/// <param name="root">The class that all its events extend.</param>
public sealed class CaseKind(string name, Type root)
{
    private readonly Lazy<RecordBook> book = new(() => RecordBook.Read(root, root.Assembly.GetTypes()));
    private readonly Lazy<JsonSerializerOptions> json = new(() => EventOptions.Of(RecordBook.Read(root, root.Assembly.GetTypes())));

    public string Name { get; } = name;

    /// <summary>Its sides; the first one is the owner's.</summary>
    public required IReadOnlyList<CaseSide> Sides { get; init; }

    public required string FirstState { get; init; }

    /// <summary>The states of the kind, in the order of its course.</summary>
    public required IReadOnlyList<string> States { get; init; }

    /// <summary>The states after which nothing more is owed or told ahead.</summary>
    public IReadOnlyList<string> LastStates { get; init; } = [];

    public RecordBook Book => book.Value;

    public IReadOnlyList<CaseRule> Duties { get; init; } = [];

    public IReadOnlyList<TimeStep> TimeSteps { get; init; } = [];

    /// <summary>What nobody owes but somebody should know, told of a story.</summary>
    public Func<CaseStory, IEnumerable<CaseWarning>> Warnings { get; init; } = _ => [];

    /// <summary>Whether each organisation has one for each year, opened by the calendar and not by a person.</summary>
    public bool IsYearly { get; init; }

    /// <summary>The kinds of organisation that may begin one; none when the calendar does.</summary>
    public IReadOnlyList<string> BegunBy { get; init; } = [];

    /// <summary>The type of the record with which somebody begins one.</summary>
    public string? Opening { get; init; }

    /// <summary>The clause on which it rests who may be its parties.</summary>
    public string? PartiesClause { get; init; }

    /// <summary>Whether its parties stand side by side: none is another, or above or below it.</summary>
    public bool IsBetweenEquals { get; init; }

    /// <summary>How events stand in JSON.</summary>
    public JsonSerializerOptions Json => json.Value;

    public string Write(PartyEvent happened) => JsonSerializer.Serialize(happened, root, Json);

    /// <exception cref="JsonException">The text is no event of this kind; the message names the type or field.</exception>
    public PartyEvent Read(string text)
    {
        try
        {
            return (PartyEvent?)JsonSerializer.Deserialize(text, root, Json) ?? throw new JsonException("There is no event.");
        }
        catch (NotSupportedException wrong)
        {
            throw new JsonException("The event has no type.", wrong);
        }
    }

    /// <summary>Whether some of its records are not for all sides.</summary>
    public bool KeepsApart => Book.Types.Any(type => type.Readers.Count > 0);

    /// <summary>All that whoever may not read a record is told of it: when, which and by whom. Its type says what such a record needs beside that.</summary>
    public string Unread(RecordType type, DateOnly on, string by)
    {
        var said = new Dictionary<string, object> { ["type"] = type.Name, ["on"] = on, [PartyEvent.SideName] = by };
        foreach (var (name, value) in type.Least)
            said[name] = value;
        return JsonSerializer.Serialize(said, Json);
    }

    public override string ToString() => Name;
}

/// <summary>Something about a case that is no duty but should be seen.</summary>
public sealed record CaseWarning(string Kind, DateOnly Since, IReadOnlyList<string> Clauses);

/// <summary>The kinds of case that organisations own, found once.</summary>
public static class CaseKinds
{
    private static readonly ConcurrentDictionary<string, CaseKind> others = [];

    public static IReadOnlyList<CaseKind> All { get; } =
    [
        .. typeof(CaseKinds).Assembly.GetTypes().Where(type => type is { IsClass: true } && type.IsAssignableTo(typeof(ICaseKind)))
            .Select(type => (CaseKind)type.GetProperty(nameof(ICaseKind.Kind))!.GetValue(null)!).OrderBy(kind => kind.Name, StringComparer.Ordinal),
    ];

    /// <summary>The kind of that name; nothing when there is none: it may come from an address.</summary>
    public static CaseKind? Find(string? name) => All.FirstOrDefault(kind => kind.Name == name) ?? (name is null ? null : others.GetValueOrDefault(name));

    /// <summary>A kind of the tests: it is found by its name and stands in no list.</summary>
    public static void Know(CaseKind kind) => others[kind.Name] = kind;

    /// <exception cref="KeyNotFoundException">There is none of that name.</exception>
    public static CaseKind Of(string name) => Find(name) ?? throw new KeyNotFoundException($"There is no kind of case “{name}”.");
}
