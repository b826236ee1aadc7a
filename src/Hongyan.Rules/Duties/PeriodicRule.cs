using Hongyan.Rules.Calendar;
using Hongyan.Rules.Profiles;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Rules.Duties;

/// <summary>
/// A duty of every period that only a record of that period closes. Left undone it is overdue for some time, in which what was done can
/// still be typed, and then missed for good.
/// </summary>
public abstract class PeriodicRule(string kind, Party owedBy) : DutyRule(kind, owedBy)
{
    /// <summary>A duty for every period that a span covers well enough, closed by a record of that period.</summary>
    protected IEnumerable<Duty> OweEach(Story story, Span? span, Profile profile, Parameter<Interval> interval, Func<SojournEvent, bool> closes) =>
        span is { } days
            ? Periods(story, days, profile, interval)
                .Select(counted => Owe(story, profile, counted.Opens, counted.Period.Last, counted.Period.Last, closes, counted.Period.Name))
            : [];

    /// <param name="profile">The policy of the side that owes it.</param>
    /// <param name="until">The last day on which what happens still closes it.</param>
    protected Duty Owe(Story story, Profile profile, DateOnly opens, DateOnly due, DateOnly until, Func<SojournEvent, bool> closes, string period)
    {
        SojournEvent? closing = null;
        DateOnly? typedLate = null;
        foreach (var happened in story.Events)
        {
            if (happened.On < opens || happened.On > until || !closes(happened))
                continue;
            var late = happened.TypedLate(due, story.Home.Get(Parameters.RecordLateEntryDays, happened.On));
            if (closing is null || late is null)
                (closing, typedLate) = (happened, late);
            if (late is null)
                break;
        }
        var duty = Owe(story, opens, due, closing, period, missed: MissedAfter(due, profile));
        return duty.DoneOn is not null && duty.LateOn is null ? duty with { LateOn = typedLate } : duty;
    }
}
