using Hongyan.Rules.Calendar;
using Hongyan.Rules.Clauses;
using Hongyan.Rules.Profiles;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Rules.Duties;

/// <summary>A review held away from home is reported to home.</summary>
[Clause("D-3.2a", "D-6.4")]
public sealed class ReportReview() : DutyRule("report-review", Party.HostBranch)
{
    public override IEnumerable<Duty> In(Story story)
    {
        if (story.Away is null)
            yield break;
        foreach (var reviewed in story.All<Reviewed>().Where(reviewed => reviewed.Venue != "home").DistinctBy(YearOf))
        {
            yield return Owe(story, reviewed.On, story.Host.Get(Parameters.ReviewReportWithin, reviewed.On).After(reviewed.On, story.Calendar),
                happened => happened is Feedback { From: Side.Host, Topic: "review-result" },
                Period.OfYear(YearOf(reviewed)).Name, Review.PartyAt(reviewed.Venue));
        }
    }

    private static int YearOf(Reviewed reviewed) => reviewed.Year ?? reviewed.On.Year;
}
