using System.Text.Json.Serialization;
using Hongyan.Platform;
using Hongyan.Rules.Engine;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Features.Batch;

/// <summary>How far a batch is.</summary>
public enum BatchStage
{
    /// <summary>The form, as it was opened or to be changed.</summary>
    Typing,

    /// <summary>What will be saved, what needs something, what cannot.</summary>
    Checking,

    /// <summary>It was sent; whoever is left stays ticked.</summary>
    Sent,
}

/// <summary>What is typed for one of many; what is empty is as for all.</summary>
public sealed class BatchLine
{
    public bool Picked { get; set; }

    /// <summary>The second button of the form for one: of a contact, that he was not reached.</summary>
    public bool Missed { get; set; }

    public Dictionary<string, string> Values { get; init; } = [];
}

/// <summary>A record that is to be written.</summary>
/// <param name="Newest">The newest record of the stay when it was judged: what came later is looked at.</param>
public sealed record ReadyLine(Guid Stay, string Data, Guid Newest);

/// <summary>One batch as it is typed: kept on the server between form, check and saving.</summary>
public sealed class BatchContent
{
    public required Guid Id { get; init; }

    public required string Type { get; init; }

    public required Side Side { get; init; }

    /// <summary>The period of the duty that is to be closed.</summary>
    public string? Period { get; init; }

    /// <summary>The duty that is to be closed.</summary>
    public string? Kind { get; init; }

    public string? Back { get; init; }

    /// <summary>The stays, in the order of the list.</summary>
    public List<Guid> People { get; init; } = [];

    /// <summary>What is typed once, by field.</summary>
    public Dictionary<string, string> Common { get; init; } = [];

    /// <summary>All were together: what was said there was said to each.</summary>
    public bool IsGathering { get; set; }

    public Dictionary<Guid, BatchLine> Lines { get; init; } = [];

    /// <summary>By stay, the newest record that the reader of the form knew of.</summary>
    public Dictionary<Guid, Guid> Known { get; init; } = [];

    /// <summary>For whom the check said that nothing can be written: nothing is, although the reason may be gone by then.</summary>
    public List<Guid> Held { get; set; } = [];

    public BatchStage Stage { get; set; }

    /// <summary>What was pasted and names nobody, or more than one.</summary>
    public List<string> Unknown { get; set; } = [];

    /// <summary>The day on which it went out as a list; nothing while it did not.</summary>
    public DateOnly? ListedOn { get; set; }

    /// <summary>Who stands on the list, in the order of its numbers.</summary>
    public List<Guid> Listed { get; set; } = [];

    /// <summary>What was typed from the list on paper, as it was typed: by stay, by column.</summary>
    public Dictionary<Guid, Dictionary<string, string>> Paper { get; init; } = [];

    /// <summary>Why the list that came back was not taken.</summary>
    public List<string> Refused { get; set; } = [];

    /// <summary>How many more there were than one batch takes.</summary>
    public int Over { get; set; }

    public List<ReadyLine> Ready { get; set; } = [];

    /// <summary>The job that saves it.</summary>
    public Guid? Job { get; set; }

    [JsonIgnore]
    public RecordType Form => SojournRecords.Book[Type];

    [JsonIgnore]
    public ForMany How => Form.ForMany!;

    public BatchLine LineOf(Guid stay) => Lines.TryGetValue(stay, out var line) ? line : Lines[stay] = new BatchLine();

    /// <summary>Whether somebody in his role writes such a record at all; for whom, each stay says.</summary>
    public static bool MayBeWrittenBy(RecordType form, Actor actor) =>
        (form.ContactMay || actor.Can(Access.Deciding)) && (!form.CommitteeOnly || actor.Can(Access.Clerk));

    public bool MayBeWrittenBy(Actor actor) => MayBeWrittenBy(Form, actor);

    /// <summary>The number of his row on the list.</summary>
    public int PlaceOf(Guid stay) => OnList.IndexOf(stay) + 1;

    /// <summary>Those on the list; of lists that were made before that was kept, all.</summary>
    [JsonIgnore]
    public List<Guid> OnList => Listed.Count > 0 ? Listed : People;

    /// <summary>Whether each has this field for himself.</summary>
    public bool IsOwn(string field) => How.Own.Contains(field.Split('.')[0]) || Form.Field(field) is { IsForUnless: true };

    /// <summary>Under which name a form sends what is typed once.</summary>
    public static string NameOf(string field) => "Common." + Capital(field);

    /// <summary>Under which name it sends what is typed for one.</summary>
    public static string NameOf(Guid stay, string field) => $"Lines[{stay}].{Capital(field)}";

    private static string Capital(string field) => char.ToUpperInvariant(field[0]) + field[1..];
}
