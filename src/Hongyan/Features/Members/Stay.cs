using Hongyan.Data;
using Hongyan.Rules.Duties;
using Hongyan.Rules.Sojourns;
using Hongyan.Rules.Warnings;

namespace Hongyan.Features.Members;

/// <summary>One sojourn as its page shows it: told by its records, with what is owed today and why.</summary>
public sealed record Stay(
    Sojourn Sojourn, string? Host, IReadOnlyList<Duty> Duties, IReadOnlyList<Warning> Warnings, IReadOnlyList<(Side Side, string Type)> Possible)
{
    public IEnumerable<Duty> Owed(DateOnly today) => Duties.Where(duty => duty.StateOn(today) is DutyState.Open or DutyState.Overdue);

    public IEnumerable<Duty> Coming(DateOnly today) => Duties.Where(duty => duty.StateOn(today) is DutyState.Upcoming);

    public IEnumerable<Duty> Closed(DateOnly today) => Duties.Reverse()
        .Where(duty => duty.StateOn(today) is DutyState.Done or DutyState.DoneLate or DutyState.Moot or DutyState.Waived);
}

/// <summary>One record in the timeline.</summary>
public sealed record Happening(
    Guid Id, Guid SojournId, DateOnly OnDate, string Type, string Data, DateOnly RecordedOn, string? Writer, string? WriterOrg,
    bool Late, bool Corrected, bool Corrects, bool CanCorrect);
