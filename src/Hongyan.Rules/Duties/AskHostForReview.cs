using Hongyan.Rules.Clauses;
using Hongyan.Rules.Profiles;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Rules.Duties;

/// <summary>Before the review home asks the host how the member did, when he has a host.</summary>
[Clause("B-3.2.1f", "D-6.2")]
public sealed class AskHostForReview() : DutyRule("ask-host-for-review", Party.HomeBranch)
{
    public override ClosingRecord ClosedBy { get; } = ClosingRecord.By<Feedback>(Side.Host, "topic", "review");

    public override IEnumerable<Duty> In(Story story)
    {
        if (story is not { Away: { } away, Hosted: { } hosted })
            yield break;
        foreach (var year in Years(story, away).Where(year => Review.IsHeld(story, away, year)))
        {
            var due = Review.DueOn(story, year);
            var opens = Later(hosted.First, due.AddDays(-story.Home.Get(Parameters.ReviewAskBeforeDays, due)));
            if (opens <= due && !(story.End < opens))
            {
                yield return Owe(story, opens, due,
                    happened => happened.On < opens.AddYears(1) && (happened is Feedback { From: Side.Host, Topic: "review" }
                        || (happened is ReviewAsked && story.IsHostOutsideOn(happened.On))), year.Name); // its silence is not held against home
            }
        }
    }
}
