using Hongyan.Rules.Calendar;
using Hongyan.Rules.Engine;
using Hongyan.Rules.Profiles;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Rules.Duties;

/// <summary>One kind of duty of a sojourn.</summary>
public abstract class DutyRule(string kind, Party owedBy) : OwingRule<Story, Duty>(kind)
{
    public Party OwedBy { get; } = owedBy;

    /// <summary>The record whose form closes it. Others may close it too; what does is for the rule's In to say.</summary>
    public abstract ClosingRecord ClosedBy { get; }

    /// <summary>The same where it depends on who owes it.</summary>
    public virtual ClosingRecord ClosedByOf(Party? owedBy) => ClosedBy;

    /// <summary>The record that closes it for many at once, where that is not the one that people are led to singly.</summary>
    public virtual ClosingRecord ClosedForMany(Party? owedBy) => ClosedByOf(owedBy);

    /// <summary>
    /// Whether the end of the sojourn makes the duty pointless, and so moot while it is not yet overdue, of a guest missed when it is. All others stay owed.
    /// </summary>
    protected virtual bool EndsWith(Story story) => false;

    /// <summary>Whether the duty rests while the member is marked as out of contact.</summary>
    protected virtual bool RestsWhileLost => false;

    /// <summary>Whether what was due before the organisations answer for the case is still to be done: then it has a new term from that day.</summary>
    internal virtual bool IsMadeUp => false;

    /// <summary>Whether being late counts although it happened before the organisations answer for the case.</summary>
    internal virtual bool CountsFromTheStart => false;

    /// <summary>
    /// Whether it rests on what home agreed to. No record tells of such an agreement with a home outside yet, so it does not arise for guests.
    /// </summary>
    protected virtual bool NeedsHome => false;

    /// <summary>The side that demands it of whoever owes it. What a member owes his home demands, where the rule says nothing else.</summary>
    protected virtual Side SideOf(Party owedBy, Story story) => Duty.SideOf(owedBy);

    /// <summary>Whether it is somebody's duty here: what a side outside demands or owes is nobody's.</summary>
    internal bool IsOwedHere(Duty duty, Story story) => !story.IsOutside(SideOf(duty.OwedBy, story), duty.OpensOn) && !(NeedsHome && story.HomeIsOutside);

    /// <summary>The last days on which duties of this kind stand as they do, where time alone changes them.</summary>
    internal virtual IEnumerable<DateOnly> Turns(Story story) => [];

    /// <summary>A duty that the first suitable record on or after its opening closes.</summary>
    protected Duty Owe(Story story, DateOnly opens, DateOnly due, Func<SojournEvent, bool> closes, string? period = null, Party? owedBy = null) =>
        Owe(story, opens, due, story.First<SojournEvent>(happened => happened.On >= opens && closes(happened)), period, owedBy);

    /// <summary>A duty that opens on the day of its trigger and is due within a term, which may be told to end no earlier than a day.</summary>
    protected Duty OweWithin(
        Story story, DateOnly trigger, Term term, Func<SojournEvent, bool> closes, string? period = null, Party? owedBy = null, DateOnly? notBefore = null)
    {
        var ends = term.After(trigger, story.Calendar);
        return Owe(story, trigger, notBefore > ends ? notBefore.Value : ends, closes, period, owedBy) with
        {
            UnpublishedYear = UnpublishedIn(term, trigger, ends, story.Calendar),
        };
    }

    /// <summary>A duty that a record already found closes.</summary>
    /// <param name="missed">The first day on which it counts as missed; nothing for what stays owed until it is done.</param>
    protected Duty Owe(
        Story story, DateOnly opens, DateOnly due, SojournEvent? closing, string? period = null, Party? owedBy = null, DateOnly? missed = null)
    {
        var duty = new Duty
        {
            Kind = Kind,
            Period = period,
            OwedBy = owedBy ?? OwedBy,
            OpensOn = opens,
            DueOn = due,
            DoneOn = closing?.On,
            LateOn = closing?.On > due ? closing.On : null,
            MissedOn = missed,
            ClosedBy = closing is null ? null : EventJson.TypeOf(closing),
            Clauses = Clauses,
        };
        if (RestsWhileLost && story.Lost.FirstOrDefault(lost => lost.Holds(due)) is { First: var marked } && marked > DateOnly.MinValue)
            duty = duty.MootFrom(marked, "lost");
        if (story.End is { } end && EndsWith(story))
            duty = end <= due ? duty.MootFrom(end, "sojourn-ended") : story.HomeIsOutside ? duty.MissedFrom(end) : duty;
        return story.Waivers.FirstOrDefault(waived => waived.Kind == Kind && (waived.Period is null || waived.Period == period)) is { } waiver
            ? duty.WaivedBy(waiver)
            : duty;
    }

    /// <summary>A duty for every period that a span covers well enough, due on the period's last day.</summary>
    /// <param name="closing">The record that closes a period, told its first covered day.</param>
    protected IEnumerable<Duty> OweEach(
        Story story, Span? span, Profile profile, Parameter<Interval> interval, Func<Period, DateOnly, SojournEvent?> closing) =>
        span is { } days
            ? Periods(story, days, profile, interval)
                .Select(counted => Owe(story, counted.Opens, counted.Period.Last, closing(counted.Period, counted.Opens), counted.Period.Name))
            : [];

    /// <summary>The counted periods of a span, each with its first covered day, by the interval of a profile or of an agreement.</summary>
    protected static IEnumerable<(Period Period, DateOnly Opens)> Periods(Story story, Span span, Profile profile, Parameter<Interval> interval) =>
        CountedPeriods.In(span, story.Horizon, profile, day => story.Get(profile, interval, day));

    /// <summary>Whether a span covers enough days of a period for it to count.</summary>
    protected static bool Counts(Span span, Period period, Profile profile) => CountedPeriods.Counts(span, period, profile);

    /// <summary>The calendar years that a span touches, as far as duties are told.</summary>
    protected static IEnumerable<Period> Years(Story story, Span span) =>
        Period.Between(Interval.Year, span.First, span.Last < story.Horizon ? span.Last.Value : story.Horizon);

    /// <summary>
    /// The records that each give rise to a duty, one a day, with the name of the occasion: nothing for the first, its day for every further one.
    /// </summary>
    protected static IEnumerable<(T Happened, string? Occasion)> Occasions<T>(Story story)
        where T : SojournEvent =>
        story.All<T>().DistinctBy(happened => happened.On)
            .Select((happened, index) => (happened, index == 0 ? null : NameOf(happened.On)));

    /// <summary>A day as the name of an occasion: 2026-03-31.</summary>
    protected static string NameOf(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    protected static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;
}
