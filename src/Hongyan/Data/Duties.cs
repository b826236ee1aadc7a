using Hongyan.Rules.Engine;

namespace Hongyan.Data;

/// <summary>A duty as kept, in whatever kind of case: what the rules said when the last record of it was written, or when time turned it.</summary>
public sealed class KeptDuty
{
    /// <summary>The kind of case that a sojourn is.</summary>
    public const string OfSojourn = "sojourn";

    /// <summary>The owner of its case: of a sojourn the member, of other kinds an organisation by its id.</summary>
    public required Guid OwnerId { get; init; }
    public required Guid Id { get; init; }

    /// <summary>The sojourn, or the case of another kind.</summary>
    public required Guid CaseId { get; init; }
    public required string CaseKind { get; init; }
    public required string Kind { get; init; }
    public string? Period { get; init; }

    /// <summary>Tells apart duties of one kind and period.</summary>
    public string? Part { get; init; }

    /// <summary>The side that owes it; of a sojourn <see cref="OwedBy"/> says more.</summary>
    public string? Side { get; set; }

    /// <summary>In a sojourn, who of the two sides owes it.</summary>
    public string? OwedBy { get; set; }

    /// <summary>Sojourns demand the same of its organisation: it is owed once for all of them.</summary>
    public bool Shared { get; set; }

    /// <summary>The organisation that owes it, where its case names parties by their ids.</summary>
    public Guid? OrgId { get; set; }
    public string? OrgPath { get; set; }
    public required DateOnly OpensOn { get; set; }
    public required DateOnly DueOn { get; set; }
    public DateOnly? DoneOn { get; set; }

    /// <summary>The day on which it was late that it got done; nothing when it was in time.</summary>
    public DateOnly? LateOn { get; set; }

    /// <summary>The first day on which it counts as missed unless it is settled.</summary>
    public DateOnly? MissedOn { get; set; }

    /// <summary>The year whose public holidays were not published when its date was told.</summary>
    public int? UnpublishedYear { get; set; }

    /// <summary>The type of the record that closed it.</summary>
    public string? ClosedBy { get; set; }
    public DateOnly? MootOn { get; set; }
    public DateOnly? WaivedOn { get; set; }
    public string? Note { get; set; }
    public required string[] Clauses { get; set; }

    /// <summary>The profile, in the versions of its layers, under which the duty got its dates, for example national@1.</summary>
    public required string Profile { get; set; }
    public string? HomePath { get; set; }
    public string? HostPath { get; set; }

    /// <summary>The ids of each party's organisation and all above it; none yet of a sojourn, which is seen by its paths.</summary>
    public string[] PartyAbove { get; set; } = [];

    /// <summary>The member whose case it is, where its owner is none; he reads what is owed in it.</summary>
    public Guid? AboutMemberId { get; set; }

    /// <summary>A duty that is not kept yet, without what only one kind of case knows of it.</summary>
    internal static KeptDuty New(Guid id, Guid owner, Guid caseId, string caseKind, OwedDuty duty, string stamp) => new()
    {
        OwnerId = owner,
        Id = id,
        CaseId = caseId,
        CaseKind = caseKind,
        Kind = duty.Kind,
        Period = duty.Period,
        Part = duty.Part,
        OpensOn = duty.OpensOn,
        DueOn = duty.DueOn,
        Clauses = [],
        Profile = stamp,
    };

    public DutyState StateOn(DateOnly day) => new DutyDates(OpensOn, DueOn, DoneOn, LateOn, MootOn, WaivedOn, MissedOn).StateOn(day);

    /// <summary>By when it is owed, and on what it rests.</summary>
    internal void TakeTerm(OwedDuty duty)
    {
        (OpensOn, DueOn, MissedOn, UnpublishedYear) = (duty.OpensOn, duty.DueOn, duty.MissedOn, duty.UnpublishedYear);
        Clauses = [.. duty.Clauses];
    }

    /// <summary>What became of it.</summary>
    internal void TakeOutcome(OwedDuty duty)
    {
        (DoneOn, LateOn, ClosedBy) = (duty.DoneOn, duty.LateOn, duty.ClosedBy);
        (MootOn, WaivedOn, Note) = (duty.MootOn, duty.WaivedOn, duty.Note);
    }
}
