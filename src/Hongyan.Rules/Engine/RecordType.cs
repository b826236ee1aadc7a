namespace Hongyan.Rules.Engine;

/// <summary>
/// All that is known of one type of record and is the same for each of its records; it stands beside the class of its events, which says
/// what one record does. Forms, rights, order, secrecy and duties are read from it and repeat nothing.
/// </summary>
/// <param name="name">As in JSON, in case files and in the keys of texts: departure-reported, contact …</param>
public sealed class RecordType(string name)
{
    public string Name { get; } = name;

    /// <summary>Its place in the course of a case: menus follow it.</summary>
    public required int Order { get; init; }

    /// <summary>The sides that write it, by name; none for what only the member says, or nobody.</summary>
    public IReadOnlyList<string> Sides { get; init; } = [];

    /// <summary>Whether of a side only its committee writes it.</summary>
    public bool CommitteeOnly { get; init; }

    /// <summary>Whether of a guest only the committee writes it, though a branch does of members.</summary>
    public bool CommitteeOnlyOfGuests { get; init; }

    /// <summary>Whether a contact person writes it: what he does himself. He decides nothing.</summary>
    public bool ContactMay { get; init; }

    public bool MemberMay { get; init; }

    public bool IsWritten => Sides.Count > 0 || MemberMay;

    public While While { get; init; }

    /// <summary>Written only while the member is marked as out of contact, or only while he is not; unsaid, either way.</summary>
    public bool? WhileLost { get; init; }

    /// <summary>Written only of guests, whose home is outside this installation, or only of members; unsaid, of both.</summary>
    public bool? OfGuests { get; init; }

    /// <summary>False for what is not begun from a menu: it belongs to a departure, to a whole branch or to one duty.</summary>
    public bool IsInMenu { get; init; } = true;

    /// <summary>Its rank among what is written most often, from 1; unsaid for the rest.</summary>
    public int? Usual { get; init; }

    /// <summary>Whether home is offered to write it for a host outside although home writes it for itself too.</summary>
    public bool IsOfferedForOutside { get; init; }

    /// <summary>False for what no form writes: a page of its own does, or the application.</summary>
    public bool HasForm { get; init; } = true;

    /// <summary>Nobody writes it any more; what was recorded is still read.</summary>
    public bool IsFormer { get; init; }

    /// <summary>The property that says which side writes, when the event has one.</summary>
    public string? Side { get; init; }

    /// <summary>Every form begins with the day and ends with a remark; these stand between.</summary>
    public IReadOnlyList<RecordField> Fields { get; init; } = [];

    /// <summary>A property that a second button sets to false: for a contact, that nobody was reached.</summary>
    public string? Unless { get; init; }

    public FieldCheck Check { get; init; } = _ => [];

    /// <summary>The sentence for a field without which nobody may write it now.</summary>
    public string EvidenceError { get; init; } = "invalid.required";

    /// <summary>Tells of need or illness: its remark is covered.</summary>
    public bool IsOfNeed { get; init; }

    /// <summary>Of hardship and health: for home and for the side that wrote it; the other learns only that it happened.</summary>
    public bool IsConfidential { get; init; }

    /// <summary>The sides that read it beside the one that tells it; none: all sides do. The others learn only that the case moved.</summary>
    public IReadOnlyList<string> Readers { get; init; } = [];

    /// <summary>The type of the record from which on the member reads it whom it is about; unsaid, he reads it at once.</summary>
    public string? MemberReadsFrom { get; init; }

    /// <summary>One of them must be dated on or before its day, when any is recorded.</summary>
    public IReadOnlyList<Cause> Causes { get; init; } = [];

    /// <summary>The clause on which its order after its causes rests.</summary>
    public string? CauseClause { get; init; }

    /// <summary>The states it leads from and to; none when it can happen in any state and moves nothing.</summary>
    public IReadOnlyList<Step> Steps { get; init; } = [];

    /// <summary>By state from which it is no step, the key of the refusal that says why.</summary>
    public IReadOnlyDictionary<string, string> StepRefusals { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether a side of a case is offered it now; unsaid, whenever the state takes it.</summary>
    public Func<CaseStory, string, bool> IsOffered { get; init; } = (_, _) => true;

    /// <summary>Where it comes among the records of one day when a case is told again.</summary>
    public int OrderInDay { get; init; } = 5;

    /// <summary>A step that may come before the case has begun: it is called off.</summary>
    public bool MayPrecedeStart { get; init; }

    /// <summary>Whether it says who the host is.</summary>
    public bool NamesHost { get; init; }

    /// <summary>A decision taken once: a form for it that was opened before somebody else took it is refused.</summary>
    public bool IsDecidedOnce { get; init; }

    /// <summary>A step is taken once: a record that moves the case, or that decides.</summary>
    public bool IsDecisive => Steps.Count > 0 || IsDecidedOnce;

    /// <summary>What its least record says beside its day and its side: the properties without which there is none.</summary>
    public IReadOnlyDictionary<string, object> Least { get; init; } = new Dictionary<string, object>();

    /// <summary>Whether something recorded before can forbid it, so that a menu asks before it offers it.</summary>
    public bool CanBeForbidden => IsInMenu && HasForm && (Causes.Count > 0 || Steps.Count > 0 || Registers.HasFlag(Registers.Certificates));

    public Undo Undo { get; init; }

    public bool CanBeStruck => HasForm && Undo == Undo.Struck;

    public bool CanBeCorrected => HasForm && Undo != Undo.Anew;

    /// <summary>An organisation writes it once for all its members away; a case that begins later takes it over.</summary>
    public bool IsOfOrganization { get; init; }

    /// <summary>False for confirmations of a whole branch: a member's timeline leaves them out.</summary>
    public bool IsInTimeline { get; init; } = true;

    public Registers Registers { get; init; }

    /// <summary>The sides whose organisations, and all above them, read it when a side tells it.</summary>
    public IEnumerable<string> ReadersOf(string teller, IEnumerable<string> sides) => Readers.Count == 0 ? sides : Readers.Append(teller).Distinct();

    /// <summary>How it is written for many at once; nothing for what is written person by person, such as a decision about somebody.</summary>
    public ForMany? ForMany { get; init; }

    /// <summary>The fields of its form for many.</summary>
    public IReadOnlyList<RecordField> FieldsForMany => ForMany?.Fields ?? Fields;

    /// <summary>What its form asks of a member, or of a guest.</summary>
    public IReadOnlyList<RecordField> FieldsFor(bool isGuest) =>
        [.. Fields.Where(field => field.OfGuests is not { } only || only == isGuest)
            .Select(field => isGuest && field.GuestChoices is { } own ? field with { Choices = own } : field)];

    /// <summary>The field of that name; nothing when the form has none.</summary>
    public RecordField? Field(string field) => Fields.FirstOrDefault(one => one.Name == field);

    public override string ToString() => Name;
}
