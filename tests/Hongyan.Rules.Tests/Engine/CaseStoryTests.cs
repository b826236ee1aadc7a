using System.Text.Json;

namespace Hongyan.Rules.Tests.Engine;

/// <summary>What is true of every kind of case: states by records and by time, refusals, duties of a side, periods that can be missed.</summary>
public sealed class CaseStoryTests
{
    private static readonly Proposed First = new() { On = new(2026, 1, 5), By = "one" };
    private static readonly Agreed Answer = new() { On = new(2026, 1, 12), By = "other" };

    [Fact]
    public void Records_move_the_state_on_their_day()
    {
        var told = Trial.Told(isOutside: false, First, Answer);
        Assert.Equal("draft", told.AsOf(new(2026, 1, 4)).State);
        Assert.Equal("proposed", told.AsOf(new(2026, 1, 5)).State);
        Assert.Equal("proposed", told.AsOf(new(2026, 1, 11)).State);
        Assert.Equal(("running", new DateOnly(2026, 1, 12)), (told.AsOf(new(2026, 1, 12)).State, told.AsOf(new(2026, 1, 12)).Since));
        Assert.Equal("draft", Trial.Told(false, First, Answer with { IsRefusal = true }).AsOf(new(2026, 1, 12)).State);
    }

    [Fact]
    public void Time_ends_it_on_the_day_after_the_last_and_nothing_is_told_ahead_any_more()
    {
        var told = Trial.Told(isOutside: false, First, Answer);
        Assert.Equal("running", told.AsOf(Trial.Until).State);
        Assert.Equal(Trial.Until.AddDays(1), told.AsOf(Trial.Until).TurnsOn);
        var over = told.AsOf(Trial.Until.AddDays(1));
        Assert.Equal(("over", (DateOnly?)Trial.Until.AddDays(1), (DateOnly?)null), (over.State, over.End, over.TurnsOn));
    }

    [Fact]
    public void What_the_state_or_the_side_does_not_allow_is_refused_and_changes_nothing()
    {
        var twice = Answer with { On = new(2026, 2, 1) };
        var foreign = First with { By = "other" };
        var story = Trial.Told(false, foreign, Answer, First, Answer with { On = new(2026, 1, 13) }, twice).AsOf(new(2026, 3, 1));
        Assert.Equal("running", story.State);
        Assert.Equal(["refusal.side", "refusal.agreed-already", "refusal.agreed-already"], story.Refused.Select(one => one.Refusal.Text));
        Assert.Equal(2, story.Events.Count);
    }

    [Fact]
    public void An_answer_dated_before_its_proposal_is_refused() =>
        Assert.Equal(["refusal.case.state"],
            Trial.Told(false, First, Answer with { On = new(2026, 1, 4) }).AsOf(new(2026, 2, 1)).Refused.Select(one => one.Refusal.Text));

    [Theory]
    [InlineData("2026-01-05", DutyState.Open)]
    [InlineData("2026-01-11", DutyState.Open)]
    [InlineData("2026-01-12", DutyState.Done)]
    public void A_duty_of_a_side_is_open_until_its_record(string on, DutyState state)
    {
        var day = DateOnly.Parse(on, provider: null);
        var duty = Trial.Told(false, First, Answer).AsOf(day).Duties.Single(one => one.Kind == "answer");
        Assert.Equal(("other", new DateOnly(2026, 1, 12), state), (duty.Side, duty.DueOn, duty.StateOn(day)));
    }

    [Fact]
    public void A_duty_without_its_record_is_overdue_on_the_day_after_and_warned_of()
    {
        var story = Trial.Told(false, First).AsOf(new(2026, 1, 13));
        Assert.Equal(DutyState.Overdue, story.Duties.Single().StateOn(story.AsOf));
        Assert.Equal(["waiting"], story.Warnings.Select(warning => warning.Kind));
        Assert.Empty(Trial.Told(false, First).AsOf(First.On).Warnings);
    }

    [Fact]
    public void A_side_outside_owes_nothing_here()
    {
        var story = Trial.Told(isOutside: true, First, Answer).AsOf(new(2026, 3, 1));
        Assert.All(story.Duties, duty => Assert.Equal("one", duty.Side));
        Assert.Contains(story.Duties, duty => duty.Kind == "talk");
    }

    [Fact]
    public void A_period_is_closed_by_a_record_of_its_days_and_missed_when_nobody_did_it()
    {
        var talked = new Talked { On = new(2026, 4, 1), By = "one" };
        var told = Trial.Told(false, First, Answer, talked);
        DutyState StateOn(string period, DateOnly day) =>
            told.AsOf(day).Duties.First(duty => duty.Kind == "talk" && duty.Period == period && duty.Side == "other").StateOn(day);
        Assert.Equal(DutyState.Open, StateOn("2026-Q1", new(2026, 3, 31)));
        Assert.Equal(DutyState.Overdue, StateOn("2026-Q1", new(2026, 4, 1)));
        Assert.Equal(DutyState.Overdue, StateOn("2026-Q1", new(2026, 4, 30)));
        Assert.Equal(DutyState.Missed, StateOn("2026-Q1", new(2026, 5, 1)));
        Assert.Equal(DutyState.Done, StateOn("2026-Q2", new(2026, 4, 1)));
        Assert.Equal(2, told.AsOf(new(2026, 5, 1)).Duties.Count(duty => duty is { Kind: "talk", Period: "2026-Q2" })); // one of each side
    }

    [Fact]
    public void What_was_typed_long_after_its_period_is_done_late()
    {
        var talked = new Talked { On = new(2026, 3, 2), By = "one", Typed = new(2026, 4, 20) };
        var duty = Trial.Told(false, First, Answer, talked).AsOf(new(2026, 4, 20)).Duties.First(one => one is { Kind: "talk", Period: "2026-Q1" });
        Assert.Equal((DutyState.DoneLate, new DateOnly(2026, 4, 20)), (duty.StateOn(new(2026, 4, 20)), duty.LateOn));
    }

    [Fact]
    public void A_period_that_is_not_over_when_the_case_ends_is_moot()
    {
        var kind = Trial.Told(false, First, Answer).AsOf(Trial.Until.AddDays(1));
        Assert.DoesNotContain(kind.Duties, duty => duty.Period == "2026-Q4");
        Assert.Contains(kind.Duties, duty => duty is { Period: "2026-Q3", MootOn: null });
    }

    [Fact]
    public void What_was_over_before_the_owner_was_known_is_not_owed() =>
        Assert.DoesNotContain((Trial.Told(false, First, Answer) with { DutiesFrom = new(2026, 1, 13) }).AsOf(new(2026, 2, 1)).Duties,
            duty => duty.Kind == "answer");

    [Fact]
    public void An_event_is_read_as_it_was_written_and_an_unknown_field_is_an_error()
    {
        var by = Answer with { Letter = new LetterSlip("7", new(2026, 1, 11)) };
        Assert.Equal(by, Trial.Kind.Read(Trial.Kind.Write(by)));
        Assert.Throws<JsonException>(() => Trial.Kind.Read("""{ "type": "agreed", "on": "2026-01-12", "by": "other", "why": "x" }"""));
        Assert.Throws<JsonException>(() => Trial.Kind.Read("""{ "type": "agreed", "on": "2026-01-12" }"""));
    }
}
