namespace Hongyan.Rules.Engine;

/// <summary>How a duty stands on a day.</summary>
public enum DutyState
{
    Upcoming,
    Open,
    Overdue,
    Done,
    DoneLate,
    Moot,
    Waived,

    /// <summary>Nobody did it in its time, and nobody can any more. Final.</summary>
    Missed,
}

/// <summary>The dates that tell a duty's state.</summary>
/// <param name="LateOn">The day on which it was late that it got done: by its record, or by the typing of it. Nothing when it was in time.</param>
/// <param name="MissedOn">The first day on which it counts as missed unless it is settled; nothing for what stays owed until it is done.</param>
public readonly record struct DutyDates(
    DateOnly OpensOn, DateOnly DueOn, DateOnly? DoneOn = null, DateOnly? LateOn = null, DateOnly? MootOn = null,
    DateOnly? WaivedOn = null, DateOnly? MissedOn = null)
{
    /// <summary>The one way to tell a duty's state on a day. In the database the view duty_owed says the same of what is owed.</summary>
    public DutyState StateOn(DateOnly day)
    {
        if (WaivedOn <= day)
            return DutyState.Waived;
        if (MootOn <= day)
            return DutyState.Moot;
        if (day < OpensOn)
            return DutyState.Upcoming; // also what was done ahead of time, such as dues
        if (DoneOn <= day)
            return LateOn is null ? DutyState.Done : DutyState.DoneLate;
        if (MissedOn <= day)
            return DutyState.Missed;
        return day <= DueOn ? DutyState.Open : DutyState.Overdue;
    }
}
