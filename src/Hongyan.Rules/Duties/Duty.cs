using Hongyan.Rules.Engine;
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
}

/// <summary>
/// One clause-based demand on one side of one sojourn, with its dates and the record that closed it.
/// At most one of <see cref="DoneOn"/>, <see cref="MootOn"/> and <see cref="WaivedOn"/> is set: what came first settled it.
/// </summary>
public sealed record Duty : OwedDuty
{
    public required Party OwedBy { get; init; }

    /// <summary>The organisation that owes it, where the records name another than the present host.</summary>
    public string? Organization { get; init; }

    /// <summary>Whether the duty is demanded of the host's side.</summary>
    public static Side SideOf(Party party) => party is Party.HostBranch or Party.HostCommittee or Party.FloatingOrganization or Party.ReceivingCommittee
        ? Side.Host
        : Side.Home;

    /// <summary>The duty without its demand from a day on, unless it was settled by then.</summary>
    internal Duty MootFrom(DateOnly day, string why) => Settling.MootFrom(this, day, why);

    /// <summary>The duty waived, unless it was settled before.</summary>
    internal Duty WaivedBy(Waived waiver) =>
        IsSettledBy(waiver.On) ? this : this with { DoneOn = null, LateOn = null, ClosedBy = null, MootOn = null, WaivedOn = waiver.On, Note = waiver.Reason };

    /// <summary>The duty with another term, as far as it is not settled.</summary>
    internal Duty Until(DateOnly due) => this with { DueOn = due, LateOn = DoneOn > due ? DoneOn : null };

    /// <summary>The overdue duty that counts as missed from a day on, unless it was done or counts as missed by its own term.</summary>
    internal Duty MissedFrom(DateOnly day) => IsSettledBy(day) || DoneOn is not null ? this : this with { MissedOn = MissedOn ?? day };

    /// <summary>The duty of a host whom another has replaced: what was not yet due is moot, what was overdue has been missed.</summary>
    internal Duty ReplacedOn(DateOnly? day) => day is not { } replaced || IsSettledBy(replaced) ? this
        : replaced <= DueOn ? MootFrom(replaced, "host-changed")
        : this with { MissedOn = replaced };
}
