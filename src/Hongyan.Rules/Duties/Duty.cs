using Hongyan.Rules.Calendar;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Rules.Duties;

/// <summary>Who owes a duty.</summary>
public enum Party
{
    Member,
    ContactPerson,
    HomeBranch,
    HomeCommittee,
    HostBranch,
    HostCommittee,
    HomeOrHostBranch,
    FloatingOrganization,
    ReceivingCommittee,
    Committees,
    AllOrganizations,
    AgreementParties,
}

/// <summary>
/// One clause-based demand on one side of one sojourn, with its dates and the record that closed it.
/// At most one of <see cref="DoneOn"/>, <see cref="MootOn"/> and <see cref="WaivedOn"/> is set: what came first settled it.
/// </summary>
public sealed record Duty
{
    public required string Kind { get; init; }

    /// <summary>2026-03, 2026-Q1, 2026-H1, 2026, a festival or an occasion; nothing for what comes once.</summary>
    public string? Period { get; init; }

    /// <summary>How often it comes round by the profile that held when its period began; nothing for what comes otherwise.</summary>
    public Interval? Interval => Calendar.Period.Read(Period)?.Interval;
    public required Party OwedBy { get; init; }
    public required DateOnly OpensOn { get; init; }
    public required DateOnly DueOn { get; init; }
    public DateOnly? DoneOn { get; init; }

    /// <summary>The day on which it was late that it got done: that of its record, or that on which it was typed. Nothing when it was in time.</summary>
    public DateOnly? LateOn { get; init; }

    /// <summary>The first day on which it counts as missed unless it is settled; nothing for what stays owed until it is done.</summary>
    public DateOnly? MissedOn { get; init; }

    /// <summary>Tells apart duties of one kind and period: the placement at a further host, or the side that owes it.</summary>
    public string? Part { get; init; }

    /// <summary>The organisation that owes it, where the records name another than the present host.</summary>
    public string? Organization { get; init; }

    /// <summary>The year whose public holidays are not published yet although the term reaches into it.</summary>
    public int? UnpublishedYear { get; init; }

    /// <summary>The type of the record that closed it.</summary>
    public string? ClosedBy { get; init; }
    public DateOnly? MootOn { get; init; }
    public DateOnly? WaivedOn { get; init; }

    /// <summary>Why it is moot or waived, in a word or a sentence of whoever waived it.</summary>
    public string? Note { get; init; }
    public required IReadOnlyList<string> Clauses { get; init; }

    public DutyState StateOn(DateOnly day) => new DutyDates(OpensOn, DueOn, DoneOn, LateOn, MootOn, WaivedOn, MissedOn).StateOn(day);

    /// <summary>Whether the duty is demanded of the host's side.</summary>
    public static Side SideOf(Party party) => party is Party.HostBranch or Party.HostCommittee or Party.FloatingOrganization or Party.ReceivingCommittee
        ? Side.Host
        : Side.Home;

    /// <summary>The duty without its demand from a day on, unless it was settled by then.</summary>
    internal Duty MootFrom(DateOnly day, string why) =>
        IsSettledBy(day) ? this : this with { DoneOn = null, LateOn = null, ClosedBy = null, WaivedOn = null, MootOn = day, Note = why };

    /// <summary>The duty waived, unless it was settled before.</summary>
    internal Duty WaivedBy(Waived waiver) =>
        IsSettledBy(waiver.On) ? this : this with { DoneOn = null, LateOn = null, ClosedBy = null, MootOn = null, WaivedOn = waiver.On, Note = waiver.Reason };

    /// <summary>The duty with another term, as far as it is not settled.</summary>
    internal Duty Until(DateOnly due) => this with { DueOn = due, LateOn = DoneOn > due ? DoneOn : null };

    /// <summary>The duty of a host whom another has replaced: what was not yet due is moot, what was overdue has been missed.</summary>
    internal Duty ReplacedOn(DateOnly? day) => day is not { } replaced || IsSettledBy(replaced) ? this
        : replaced <= DueOn ? MootFrom(replaced, "host-changed")
        : this with { MissedOn = replaced };

    internal bool IsSettledBy(DateOnly day) => DoneOn <= day || MootOn <= day || WaivedOn <= day || (MissedOn <= day && DoneOn is null);
}
