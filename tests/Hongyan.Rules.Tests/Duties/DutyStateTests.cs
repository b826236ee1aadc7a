using Hongyan.Rules.Duties;

namespace Hongyan.Rules.Tests.Duties;

public sealed class DutyStateTests
{
    private static readonly DateOnly Opens = new(2026, 1, 10), Due = new(2026, 1, 20);

    [Theory]
    [InlineData(9, null, null, null, DutyState.Upcoming)]
    [InlineData(10, null, null, null, DutyState.Open)]
    [InlineData(20, null, null, null, DutyState.Open)]
    [InlineData(21, null, null, null, DutyState.Overdue)]
    [InlineData(19, 20, null, null, DutyState.Open)]
    [InlineData(20, 20, null, null, DutyState.Done)]
    [InlineData(21, 21, null, null, DutyState.DoneLate)]
    [InlineData(9, 5, null, null, DutyState.Upcoming)] // done ahead of time
    [InlineData(10, 5, null, null, DutyState.Done)]
    [InlineData(14, null, 15, null, DutyState.Open)]
    [InlineData(15, null, 15, null, DutyState.Moot)]
    [InlineData(5, null, null, 5, DutyState.Waived)]
    [InlineData(25, null, null, 22, DutyState.Waived)]
    [InlineData(24, null, null, null, DutyState.Overdue, 25)]
    [InlineData(25, null, null, null, DutyState.Missed, 25)]
    [InlineData(30, 20, null, null, DutyState.Done, 25)]
    [InlineData(30, 20, null, null, DutyState.DoneLate, 25, 28)] // done in its time, typed after it
    public void A_state_follows_from_the_dates(int day, int? done, int? moot, int? waived, DutyState state, int? missed = null, int? typedLate = null)
    {
        var late = typedLate ?? (done > Due.Day ? done : null);

        Assert.Equal(state, new DutyDates(Opens, Due, Day(done), Day(late), Day(moot), Day(waived), Day(missed)).StateOn(Day(day)!.Value));
    }

    private static DateOnly? Day(int? day) => day is { } number ? new DateOnly(2026, 1, number) : null;
}
