using Hongyan.Rules.Calendar;
using Hongyan.Rules.Profiles;

namespace Hongyan.Rules.Duties;

/// <summary>What an organisation owes once a year for itself, whether or not one of its members is away: C-2.1.1a, C-2.3a, D-2.1a and A-4.3b.</summary>
public static class YearlyDuties
{
    private static readonly Sweep Sweep = new();
    private static readonly YearEndReport Report = new();

    /// <param name="reports">Whether it is a committee or an organisation department: these report upwards, level by level.</param>
    /// <param name="day">Any day of the year.</param>
    public static IEnumerable<Duty> Of(bool reports, DateOnly day, Profile profile)
    {
        var year = Period.Of(Interval.Year, day);
        yield return Owe(Sweep, year, year.First, Sweep.DueIn(year, profile));
        if (reports)
            yield return Owe(Report, year, YearEndReport.OpensIn(year, profile), year.Last);
    }

    private static Duty Owe(DutyRule rule, Period year, DateOnly opens, DateOnly due) =>
        new() { Kind = rule.Kind, Period = year.Name, OwedBy = rule.OwedBy, OpensOn = opens, DueOn = due, Clauses = rule.Clauses };
}
