namespace Hongyan.Data;

/// <summary>An event of organised life that one organisation plans, announces and keeps the list of.</summary>
public sealed class BranchMeeting
{
    public required Guid Id { get; init; }
    public required string OrgPath { get; init; }

    /// <summary>meeting, committee-meeting, group-meeting, lecture, party-day, life-meeting or study: as records of organised life name it.</summary>
    public required string Kind { get; set; }
    public required string Title { get; set; }
    public required DateOnly OnDate { get; set; }
    public TimeOnly? StartsAt { get; set; }
    public string? Place { get; set; }

    /// <summary>Whether one can take part from afar.</summary>
    public bool Online { get; set; }
    public string? Agenda { get; set; }

    /// <summary>Six digits that are told in the room; they hold on the day itself.</summary>
    public required string Code { get; init; }
    public DateTimeOffset? AnnouncedAt { get; set; }
    public Guid? AccountId { get; init; }
    public DateOnly? CancelledOn { get; set; }
}

/// <summary>One line of a meeting's list: a member who belongs to it, whether he was told, whether he read it, whether he came.</summary>
public sealed class Attendance
{
    public required Guid MemberId { get; init; }
    public required Guid Id { get; init; }
    public required Guid MeetingId { get; init; }

    /// <summary>The stay in which he takes part; none for a member who is at home.</summary>
    public Guid? SojournId { get; init; }
    public DateTimeOffset? InvitedAt { get; set; }
    public DateTimeOffset? ReadAt { get; set; }

    /// <summary>invited, attended, excused or absent.</summary>
    public required string State { get; set; }
    public bool Online { get; set; }
    public DateTimeOffset? MarkedAt { get; set; }
    public Guid? AccountId { get; set; }

    /// <summary>Codes tried in vain; after some the list in the room decides.</summary>
    public int WrongCodes { get; set; }
    public required string? HomePath { get; init; }

    /// <summary>The organisation that meets.</summary>
    public required string OrgPath { get; init; }
}
