using Hongyan.Rules.Clauses;
using Hongyan.Rules.Profiles;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Rules.Duties;

/// <summary>The host tells the home of a guest each time he is placed, refused or gone. While nobody knows his home there is nobody to tell.</summary>
[Clause("C-2.2.1e", "C-2.2.2h", "E-3.5a")]
public sealed class TellHome() : DutyRule("tell-home", Party.HostBranch)
{
    public override ClosingRecord ClosedBy { get; } = ClosingRecord.By<ToldHome>(Side.Host);

    internal override bool IsMadeUp => true;

    public override IEnumerable<Duty> In(Story story)
    {
        if (!story.HomeIsOutside || story.Away is null)
            yield break;
        foreach (var day in story.Events.Where(IsToBeTold).GroupBy(happened => happened.On))
        {
            var (happened, known) = (day.MaxBy(Rank)!, story.HomeWord.KnownFrom);
            var opens = Later(happened.On, known ?? happened.On);
            var duty = OweWithin(story, opens, story.Host.Get(Parameters.GuestTellHomeWithin, opens), word => Tells(word, happened), NameOf(happened.On),
                OwedByFor(story, happened));
            yield return known is null ? duty.MootFrom(opens, "home-unknown") : duty;
        }
    }

    /// <summary>Whoever took him over tells his home where he is now.</summary>
    private static bool IsToBeTold(SojournEvent happened) => happened is Placed or Refused or LeftHost { IsTakenOver: not true };

    /// <summary>Of what happened on one day the last.</summary>
    private static int Rank(SojournEvent happened) => happened.PlaceInDay();

    /// <summary>A refusal is the committee's to tell, and so is whoever left before a branch had him.</summary>
    private static Party OwedByFor(Story story, SojournEvent happened) =>
        happened is Refused || (happened is LeftHost && story.Hosted is null) ? Party.HostCommittee : Party.HostBranch;

    // Whoever is told that he left knows that he had been here.
    private static bool Tells(SojournEvent word, SojournEvent happened) => word is ToldHome told && happened switch
    {
        Refused => told.Of == ToldHome.OfRefused,
        LeftHost => told.Of == ToldHome.OfLeft,
        _ => told.Of is ToldHome.OfPlaced or ToldHome.OfMoved or ToldHome.OfLeft,
    };
}
