namespace Hongyan.Data;

/// <summary>One thing that happened in a case of whatever kind, dated by the day it happened. Appended, never changed.</summary>
public sealed class Record : IWritten
{
    /// <summary>The owner of its case: of a sojourn the member, of other kinds an organisation by its id.</summary>
    public required Guid OwnerId { get; init; }
    public required Guid Id { get; init; }

    /// <summary>The sojourn, or the case of another kind.</summary>
    public required Guid CaseId { get; init; }
    public required string CaseKind { get; init; }
    public required DateOnly OnDate { get; init; }
    public required string Type { get; init; }

    /// <summary>The side that told it; of a sojourn the record itself says it, where it matters.</summary>
    public string? Side { get; init; }

    /// <summary>The event as JSON, in the same form as in case files; <see cref="SealedNotes"/> are encrypted inside it.</summary>
    public required string Data { get; init; }

    /// <summary>The organisation for which it was written, where its case names parties by their ids; of a sojourn its path.</summary>
    public Guid? OrgId { get; init; }
    public string? OrgPath { get; init; }
    public Guid? AccountId { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }
    public Guid? CorrectsId { get; init; }

    /// <summary>The record that somebody asks to be taken back or corrected; it holds until a second person confirms.</summary>
    public Guid? AsksId { get; init; }

    /// <summary>Who confirmed it, where it holds by two; then <see cref="AccountId"/> is the first of them.</summary>
    public Guid? SecondId { get; init; }

    /// <summary>By these two a record of a sojourn is seen: the home and the host of its time.</summary>
    public string? HomePath { get; init; }
    public string? HostPath { get; init; }

    /// <summary>The organisations that read it: those of the sides that its type says, and all above them; none of a sojourn, which has its paths.</summary>
    public string[] PartyAbove { get; set; } = [];

    /// <summary>The member whom it is about, where its owner is none, from when on he may read it.</summary>
    public Guid? AboutMemberId { get; set; }

    /// <summary>The actor may not read it: only when, which and by whom is known.</summary>
    public bool IsUnread { get; init; }
}
