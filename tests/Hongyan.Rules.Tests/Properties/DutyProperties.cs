using FsCheck.Fluent;
using Hongyan.Rules.Calendar;
using Hongyan.Rules.Duties;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Rules.Tests.Properties;

/// <summary>What holds of the duties of every sojourn, however it is told.</summary>
public sealed class DutyProperties
{
    private static readonly string[] Intervals =
        ["contact.home.interval", "contact.home.abroadInterval", "ledger.refresh", "report.member.interval", "feedback.interval"];
    private static readonly string[] Periodic = ["home-contact", "refresh-ledger", "member-report", "host-feedback"];

    [Fact]
    public void A_state_says_what_the_dates_say() => Holds.ForAll(Tales.All, told => Assert.All(told.Duties(), duty =>
    {
        var day = told.Day;
        var settled = new[] { duty.DoneOn, duty.MootOn, duty.WaivedOn }.OfType<DateOnly>().ToList();
        Assert.True(settled.Count <= 1 && settled.TrueForAll(on => on <= day), "at most one day settles it, and it is past");
        Assert.Equal(duty.DoneOn is null, duty.ClosedBy is null);
        Assert.True(duty.StateOn(day) switch
        {
            DutyState.Upcoming => day < duty.OpensOn && duty.MootOn is null && duty.WaivedOn is null,
            DutyState.Open => duty.OpensOn <= day && day <= duty.DueOn && settled.Count == 0,
            DutyState.Overdue => duty.OpensOn <= day && day > duty.DueOn && settled.Count == 0,
            DutyState.Done => duty.DoneOn is not null && duty.LateOn is null,
            DutyState.DoneLate => duty.LateOn > duty.DueOn && duty.LateOn >= duty.DoneOn,
            DutyState.Missed => duty.MissedOn <= day && duty.MissedOn > duty.DueOn && settled.Count == 0,
            DutyState.Moot => duty.MootOn is not null && duty.Note is not null,
            _ => duty.WaivedOn is not null && duty.Note is not null,
        }, duty.ToString());
    }));

    [Fact]
    public void What_is_done_was_closed_by_a_record_of_that_day() => Holds.ForAll(Tales.All, told =>
        Assert.All(told.Duties().Where(duty => duty.DoneOn is not null), duty =>
            Assert.Contains(told.Events, happened => happened.On == duty.DoneOn && EventJson.TypeOf(happened) == duty.ClosedBy)));

    [Fact]
    public void No_kind_has_two_duties_for_one_period() => Holds.ForAll(Tales.All, told =>
        Assert.Empty(told.Duties().GroupBy(duty => (duty.Kind, duty.Period, duty.Part)).Where(group => group.Count() > 1).Select(group => group.Key)));

    [Fact]
    public void Nothing_is_told_that_opens_more_than_a_quarter_ahead() => Holds.ForAll(Tales.All, told =>
        Assert.All(told.Duties(), duty => Assert.True(duty.OpensOn <= told.Day.AddDays(92) && !(duty.MootOn < duty.OpensOn), duty.ToString())));

    [Fact]
    public void A_later_record_never_changes_an_earlier_answer() => Holds.ForAll(Tales.All, told =>
    {
        var known = told with { Events = [.. told.Events.Where(happened => happened.On <= told.Day)] };
        Assert.Equal(known.Duties(), told.Duties());
    });

    [Fact]
    public void The_order_in_which_events_are_given_does_not_matter() => Holds.ForAll(Tales.All, told =>
    {
        Assert.Equal(told.Duties(), (told with { Events = [.. told.Events.Reverse()] }).Duties());
        Assert.Equal(told.Duties(), (told with { Events = [.. told.Events.OrderBy(EventJson.Write, StringComparer.Ordinal)] }).Duties());
    });

    // Not year to half-year: 90 days may fall on two half-years with fewer than 60 in each.
    [Theory]
    [InlineData("half-year", "quarter")]
    [InlineData("half-year", "month")]
    [InlineData("quarter", "month")]
    [InlineData("year", "quarter")]
    [InlineData("year", "month")]
    public void A_shorter_interval_never_yields_fewer_duties(string longer, string shorter) => Holds.ForAll(Tales.All, told =>
    {
        var story = told.Case().AsOf(told.Day);
        if (story.Away?.First > told.Day || story.Hosted?.First > told.Day || story.DutiesFrom > told.Day || story.End < story.DutiesFrom)
            return; // the shorter period after a short first one may not be told yet

        var few = Counted(longer);
        var many = Counted(shorter);
        Assert.All(few.Keys, kind => Assert.True(many.GetValueOrDefault(kind) >= few[kind], $"{kind}: {few[kind]}, then {many.GetValueOrDefault(kind)}"));

        Dictionary<string, int> Counted(string interval) => DutyBook.On(told.Case(Policy.With(Intervals, $"\"{interval}\"")), told.Day)
            .Where(duty => Periodic.Contains(duty.Kind)).CountBy(duty => duty.Kind).ToDictionary();
    });

    [Fact]
    public void A_shorter_term_is_never_due_later() => Holds.ForAll(Tales.All, told =>
    {
        if (told.Events.Any(happened => happened is DutiesBegin))
            return; // what was before has the term of a late case
        var early = DutyBook.On(told.Case(Policy.With(["placement.within"], "5")), told.Day);
        var late = DutyBook.On(told.Case(Policy.With(["placement.within"], "10")), told.Day);
        Assert.All(late.Where(duty => duty.Kind == "verify-and-place"), duty =>
            Assert.True(early.Single(other => other.Kind == duty.Kind && other.Period == duty.Period).DueOn < duty.DueOn));
    });

    [Fact]
    public void Every_type_of_event_is_drawn() =>
        Assert.Equal(SojournRecords.Book.Types.Select(type => type.Name).Order(), Tales.OneOfEach().Select(EventJson.TypeOf).Order());

    [Fact]
    public void An_event_comes_back_from_JSON_as_it_went() => Holds.ForAll(Tales.Events, happened =>
        Assert.Equal(EventJson.Write(happened), EventJson.Write(EventJson.Read(EventJson.Write(happened)))));
}
