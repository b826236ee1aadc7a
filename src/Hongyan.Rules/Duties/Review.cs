using Hongyan.Rules.Calendar;
using Hongyan.Rules.Clauses;
using Hongyan.Rules.Profiles;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Rules.Duties;

/// <summary>The yearly review with a grade, at the venue agreed for that year.</summary>
[Clause("B-3.1.4a", "B-3.1.4b", "D-2.4c", "D-3.1r", "D-6.1")]
public sealed class Review() : DutyRule("review", Party.HomeBranch)
{
    public override ClosingRecord ClosedBy { get; } = ClosingRecord.OfPeriod<Reviewed>(Side.Home, "year");

    /// <summary>Whoever owes it writes it.</summary>
    public override ClosingRecord ClosedByOf(Party? owedBy) =>
        owedBy is Party.HostBranch or Party.FloatingOrganization ? ClosedBy with { Writer = Side.Host } : ClosedBy;

    protected override bool NeedsHome => true;

    public override IEnumerable<Duty> In(Story story) =>
        story.Away is { } away
            ? Years(story, away).Where(year => IsHeld(story, away, year)).Select(year => Of(story, away, year))
            : [];

    /// <summary>A year is reviewed when the stay covers the day of the review or enough of the year before it.</summary>
    internal static bool IsHeld(Story story, Span away, Period year) =>
        away.FirstDayIn(year) <= DueOn(story, year) && (away.Holds(DueOn(story, year)) || Counts(away, year, story.Home));

    internal static DateOnly DueOn(Story story, Period year) => story.Home.Get(Parameters.ReviewBy, year.First).In(year.First.Year);

    /// <summary>The year a review is about: the one it names, else that of its day.</summary>
    internal static int YearOf(Reviewed reviewed) => reviewed.Year ?? reviewed.On.Year;

    /// <summary>Who answers for a review at a venue: home, host or floating-organization.</summary>
    internal static Party PartyAt(string venue) => venue switch
    {
        "host" => Party.HostBranch,
        "floating-organization" => Party.FloatingOrganization,
        _ => Party.HomeBranch,
    };

    private Duty Of(Story story, Span away, Period year)
    {
        var (opens, due) = (away.FirstDayIn(year), DueOn(story, year));
        return Owe(story, opens, due, happened => happened is Reviewed reviewed && YearOf(reviewed) == year.First.Year, year.Name,
            LedBy(Lead.On(story, due), PartyAt(story.Home.Get(Parameters.ReviewVenue, opens))));
    }

    /// <summary>Who leads answers for the review wherever it is held; a floating-member organisation is on the host's side.</summary>
    private static Party LedBy(Side? lead, Party atVenue) => lead switch
    {
        Side.Home => Party.HomeBranch,
        Side.Host when atVenue is Party.HomeBranch => Party.HostBranch,
        _ => atVenue,
    };
}
