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
    private const string SixMonths = "six-months";

    private static readonly DutyRule Contacts = DutyBook.Rules.First(rule => rule is HomeContact);
    private static readonly IReadOnlyList<string> ReportInClauses = DutyBook.Rules.First(rule => rule is ReportIn).Clauses;

    /// <summary>All kinds, in the order of the report.</summary>
    public static IReadOnlyList<string> Kinds { get; } =
        [UnregisteredHost, OverdueContact, "stale-contact-details", "unmatched", SixMonths, "lost-contact"];

    /// <summary>What a sojourn shows on the day as of which its story is told. Contacts are owed by home: an inflow has none overdue.</summary>
    public static IEnumerable<SituationProblem> In(Story story, Flow flow, DateOnly departedOn)
    {
        if (HostHistory.Of(story.Events, named: null).On(story.AsOf) is not { IsReceived: true })
            yield return new SituationProblem(UnregisteredHost, departedOn, ReportInClauses);
        if (flow == Flow.Outflow && Contacts.In(story).Where(duty => duty.StateOn(story.AsOf) == DutyState.Overdue).MinBy(duty => duty.DueOn) is { } overdue)
            yield return new SituationProblem(OverdueContact, overdue.DueOn, overdue.Clauses);

        var warnings = WarningBook.In(story).Select(warning => warning with { Kind = ReportedAs(warning.Kind) }).Where(warning => Kinds.Contains(warning.Kind));
        foreach (var same in warnings.GroupBy(warning => warning.Kind))
            yield return new SituationProblem(same.Key, same.Min(warning => warning.Since), [.. same.SelectMany(warning => warning.Clauses).Distinct()]);
    }

    /// <summary>The three counts of six months are one problem of one person.</summary>
    private static string ReportedAs(string warning) => warning.StartsWith(SixMonths, StringComparison.Ordinal) ? SixMonths : warning;
}
