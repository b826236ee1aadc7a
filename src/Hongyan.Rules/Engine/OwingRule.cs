using System.Reflection;
using Hongyan.Rules.Calendar;
using Hongyan.Rules.Clauses;
using Hongyan.Rules.Profiles;

namespace Hongyan.Rules.Engine;

/// <summary>One kind of duty, in whatever kind of case: when it arises, by when it is due and which record closes it.</summary>
/// <typeparam name="TStory">What a case is told as.</typeparam>
public abstract class OwingRule<TStory, TDuty>
    where TDuty : OwedDuty
{
    protected OwingRule(string kind)
    {
        Kind = kind;
        Clauses = GetType().GetCustomAttribute<ClauseAttribute>()?.Ids ?? [];
    }

    public string Kind { get; }

    public IReadOnlyList<string> Clauses { get; }

    /// <summary>The duties of this kind that a story holds.</summary>
    public abstract IEnumerable<TDuty> In(TStory story);

    /// <summary>The first day on which a duty of a period counts as missed.</summary>
    protected static DateOnly MissedAfter(DateOnly due, Profile profile) => due.AddDays(profile.Get(Parameters.MissedAfter, due) + 1);

    /// <summary>The year whose public holidays are not published although a term of working days reaches into it.</summary>
    protected static int? UnpublishedIn(Term term, DateOnly cause, DateOnly ends, WorkCalendar calendar) =>
        term.Unit == TermUnit.Workdays ? calendar.UnpublishedBetween(cause, ends) : null;
}
