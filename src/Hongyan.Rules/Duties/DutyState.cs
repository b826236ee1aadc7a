namespace Hongyan.Rules.Duties;

public enum DutyState
{
    Upcoming,
    Open,
    Overdue,
    Done,
    DoneLate,
    Moot,
    Waived,
}

/// <summary>The one way to tell a duty's state on a day from its dates.</summary>
public static class DutyStates
{
    public static DutyState On(DateOnly day, DateOnly opens, DateOnly due, DateOnly? done, DateOnly? moot, DateOnly? waived)
    {
        if (waived <= day)
            return DutyState.Waived;
        if (moot <= day)
            return DutyState.Moot;
        if (day < opens)
            return DutyState.Upcoming; // also what was done ahead of time, such as dues
        if (done <= day)
            return done <= due ? DutyState.Done : DutyState.DoneLate;
        return day <= due ? DutyState.Open : DutyState.Overdue;
    }
}
