using Hongyan.Rules.Calendar;
using Hongyan.Rules.Clauses;
using Hongyan.Rules.Profiles;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Rules.Duties;

/// <summary>A review held away from home is reported to home, each by a word of its own.</summary>
[Clause("D-3.2a", "D-6.4")]
public sealed class ReportReview() : DutyRule("report-review", Party.HostBranch)
{
    public override ClosingRecord ClosedBy { get; } = ClosingRecord.By<Feedback>(Side.Host, "topic", "review-result");

    internal override bool IsMadeUp => true;

    protected override bool NeedsHome => true;

    public override IEnumerable<Duty> In(Story story)
    {
        if (story.Away is null)
            yield break;
        var told = new HashSet<SojournEvent>(ReferenceEqualityComparer.Instance);
        foreach (var reviewed in story.All<Reviewed>().Where(reviewed => reviewed.Venue != "home").DistinctBy(Review.YearOf))
        {
            var duty = OweWithin(story, reviewed.On, story.Host.Get(Parameters.ReviewReportWithin, reviewed.On), Tells,
                Period.OfYear(Review.YearOf(reviewed)).Name, Review.PartyAt(reviewed.Venue));
            if (story.First<SojournEvent>(happened => happened.On >= reviewed.On && Tells(happened)) is { } result)
                told.Add(result);
            yield return duty;
        }

        bool Tells(SojournEvent happened) => happened is Feedback { From: Side.Host, Topic: "review-result" } && !told.Contains(happened);
    }
}
