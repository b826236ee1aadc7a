using Hongyan.Rules.Calendar;
using Hongyan.Rules.Profiles;

namespace Hongyan.Rules.Engine;

/// <summary>A duty that a side of a case owes.</summary>
public sealed record CaseDuty : OwedDuty
{
    public required string Side { get; init; }

    /// <summary>Its key among the duties of the case.</summary>
    public (string Kind, string? Period, string? Part, string Side) Key => (Kind, Period, Part, Side);
}

/// <summary>One kind of duty of a case that an organisation owns.</summary>
public abstract class CaseRule(string kind, string closedBy) : OwingRule<CaseStory, CaseDuty>(kind)
{
    /// <summary>The type of the record whose form closes it.</summary>
    public string ClosedBy { get; } = closedBy;

    /// <summary>Whether the sojourns of an organisation's members demand the same of it: it is owed once for all of them.</summary>
    public virtual bool IsShared => false;

    /// <summary>Whether more of them arise as time goes by although nothing is recorded.</summary>
    public virtual bool TellsAhead => false;

    /// <summary>Whether several records close it, so that people are led to the case and not to one form.</summary>
    public virtual bool HasSeveralWays => false;

    /// <summary>What a part of it is about, as somebody wrote it; nothing when its name says all.</summary>
    public virtual string? About(CaseStory story, string part) => null;

    /// <summary>A duty that a record already found closes. A party outside owes nothing here: there is none.</summary>
    /// <param name="missed">The first day on which it counts as missed; nothing for what stays owed until it is done.</param>
    protected IEnumerable<CaseDuty> Owe(
        CaseStory story, string side, DateOnly opens, DateOnly due, PartyEvent? closing, string? period = null, string? part = null, DateOnly? missed = null)
    {
        if (story.Party(side).IsOutside)
            yield break;
        var duty = new CaseDuty
        {
            Kind = Kind,
            Side = side,
            Period = period,
            Part = part,
            OpensOn = opens,
            DueOn = due,
            DoneOn = closing?.On,
            LateOn = closing?.On > due ? closing.On : null,
            MissedOn = missed,
            ClosedBy = closing is null ? null : story.Kind.Book.Of(closing).Name,
            Clauses = Clauses,
        };
        yield return story.End is { } end && end <= due ? Settling.MootFrom(duty, end, "case-ended") : duty;
    }

    /// <summary>The same, due within a term from its cause.</summary>
    protected IEnumerable<CaseDuty> OweWithin(CaseStory story, string side, DateOnly cause, Term term, PartyEvent? closing, string? part = null)
    {
        var due = term.After(cause, story.Calendar);
        var unpublished = UnpublishedIn(term, cause, due, story.Calendar);
        return Owe(story, side, cause, due, closing, part: part).Select(duty => duty with { UnpublishedYear = unpublished });
    }
}

/// <summary>
/// A duty of every period of a span that only a record of that period closes. Left undone it is overdue for some time, and then missed for good.
/// </summary>
public abstract class PeriodicCaseRule(string kind, string closedBy) : CaseRule(kind, closedBy)
{
    public override bool TellsAhead => true;

    /// <param name="interval">How often it comes round, by the first day of a period.</param>
    /// <param name="closing">Finds what closes a period among its records.</param>
    protected IEnumerable<CaseDuty> OweEach(
        CaseStory story, string side, Span span, Func<DateOnly, Interval> interval, Func<IEnumerable<PartyEvent>, PartyEvent?> closing, string? part = null) =>
        CountedPeriods.In(span, story.Horizon, story.Profile, interval)
            .SelectMany(counted => OwePeriod(story, side, counted.Period, counted.Opens, closing, part));

    private IEnumerable<CaseDuty> OwePeriod(
        CaseStory story, string side, Period period, DateOnly opens, Func<IEnumerable<PartyEvent>, PartyEvent?> closing, string? part)
    {
        var due = period.Last;
        var done = closing(story.Events.Where(happened => happened.On >= opens && happened.On <= due));
        var late = done?.TypedLate(due, story.Profile.Get(Parameters.RecordLateEntryDays, done.On));
        return Owe(story, side, opens, due, done, period.Name, part, MissedAfter(due, story.Profile))
            .Select(duty => duty.DoneOn is null ? duty : duty with { LateOn = duty.LateOn ?? late });
    }
}
