using Hongyan.Rules.Engine;
using Hongyan.Rules.Duties;
using Hongyan.Rules.Sojourns;
using Hongyan.Rules.Warnings;

namespace Hongyan.Rules.Statistics;

/// <summary>Something the records of one sojourn show on the day of the report. It asks for a look and decides nothing.</summary>
/// <param name="Kind">One of <see cref="Kinds"/>.</param>
/// <param name="Since">The day from which it holds.</param>
/// <param name="Clauses">The clauses it rests on.</param>
public sealed record SituationProblem(string Kind, DateOnly Since, IReadOnlyList<string> Clauses)
{
    private const string UnregisteredHost = "unregistered-host";
    private const string OverdueContact = "overdue-contact";
    private const string MissedDuty = "missed-duty";
    private const string MarkedLost = "marked-lost";
    private const string SixMonths = "six-months";

    private static readonly DutyRule Contacts = DutyBook.Rules.First(rule => rule is HomeContact);

    // What home owes the member himself and can miss.
    private static readonly IReadOnlyList<DutyRule> Missable =
        [.. DutyBook.Rules.Where(rule => rule is HomeContact or FestivalCare or TryAgain or NotifyRights)];
    private static readonly IReadOnlyList<string> LostClauses = DutyBook.Rules.First(rule => rule is TryAgain).Clauses;
    private static readonly IReadOnlyList<string> ReportInClauses = DutyBook.Rules.First(rule => rule is ReportIn).Clauses;

    /// <summary>All kinds, in the order of the report.</summary>
    public static IReadOnlyList<string> Kinds { get; } =
        [UnregisteredHost, OverdueContact, MissedDuty, "stale-contact-details", "unmatched", SixMonths, "lost-contact", MarkedLost];

    /// <summary>What a sojourn shows on the day as of which its story is told. Contacts are owed by home: an inflow has none overdue.</summary>
    public static IEnumerable<SituationProblem> In(Story story, Flow flow, DateOnly departedOn)
    {
        if (HostHistory.Of(story.Events, named: null).On(story.AsOf) is not { IsReceived: true })
            yield return new SituationProblem(UnregisteredHost, departedOn, ReportInClauses);
        if (flow == Flow.Outflow
            && DutyBook.Of(Contacts, story).Where(duty => duty.StateOn(story.AsOf) == DutyState.Overdue).MinBy(duty => duty.DueOn) is { } overdue)
            yield return new SituationProblem(OverdueContact, overdue.DueOn, overdue.Clauses);
        if (story.LostSince is { } lost)
            yield return new SituationProblem(MarkedLost, lost, LostClauses);
        if (flow == Flow.Outflow)
        {
            // those of the year of the report: what was missed is final, and would be named for ever
            List<Duty> missed = [.. Missable.SelectMany(rule => DutyBook.Of(rule, story))
                .Where(duty => duty.DueOn.Year == story.AsOf.Year && duty.StateOn(story.AsOf) == DutyState.Missed)];
            if (missed.Count > 0)
                yield return new SituationProblem(MissedDuty, missed.Min(duty => duty.DueOn), [.. missed.SelectMany(duty => duty.Clauses).Distinct()]);
        }

        var warnings = WarningBook.In(story).Select(warning => warning with { Kind = ReportedAs(warning.Kind) }).Where(warning => Kinds.Contains(warning.Kind));
        foreach (var same in warnings.GroupBy(warning => warning.Kind))
            yield return new SituationProblem(same.Key, same.Min(warning => warning.Since), [.. same.SelectMany(warning => warning.Clauses).Distinct()]);
    }

    /// <summary>The three counts of six months are one problem of one person.</summary>
    private static string ReportedAs(string warning) => warning.StartsWith(SixMonths, StringComparison.Ordinal) ? SixMonths : warning;
}
