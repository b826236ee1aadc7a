using Hongyan.Rules.Agreements;

namespace Hongyan.Features.Agreements;

/// <summary>The figures of agreements and pairings in a year, up to a day. A consultation counts once for both parties.</summary>
internal sealed record AgreementFigures(int InForce, int Members, int Due, int Held, int Missed, int Activities, int Reached, int Targets)
{
    /// <param name="members">How many members are covered by any of them: whom two cover counts once.</param>
    public static AgreementFigures Of(IEnumerable<ReadAgreement> all, int members, DateOnly today)
    {
        var sum = new AgreementFigures(0, members, 0, 0, 0, 0, 0, 0);
        foreach (var story in all.Select(one => one.Story))
        {
            var consultations = story.Duties.Where(duty =>
                duty is { Kind: "consult-agreement", MootOn: null } && duty.DueOn.Year == today.Year && duty.OpensOn <= today)
                .DistinctBy(duty => duty.Period).ToList();
            var targets = AgreementTargets.Of(story).ToList();
            sum = new AgreementFigures(
                sum.InForce + (story.State == "in-force" ? 1 : 0),
                sum.Members,
                sum.Due + consultations.Count,
                sum.Held + consultations.Count(duty => duty.DoneOn is not null),
                sum.Missed + consultations.Count(duty => duty.DoneOn is null && duty.MissedOn <= today),
                sum.Activities + story.All<JointActivity>().Count(activity => activity.On.Year == today.Year),
                sum.Reached + targets.Count(target => target.IsReached),
                sum.Targets + targets.Count);
        }
        return sum;
    }
}
