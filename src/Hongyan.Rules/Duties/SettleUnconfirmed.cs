using Hongyan.Rules.Clauses;
using Hongyan.Rules.Profiles;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Rules.Duties;

/// <summary>
/// Home, asked about a guest, has been silent for some time: the host committee asks again, keeps him until another day, or ends his stay. A
/// person decides it; silence decides nothing.
/// </summary>
[Clause("D-2.1c", "E-2.5")]
public sealed class SettleUnconfirmed() : DutyRule("settle-unconfirmed", Party.HostCommittee)
{
    public override ClosingRecord ClosedBy { get; } = ClosingRecord.By<KeptUnconfirmed>(Side.Host);

    internal override bool IsMadeUp => true;

    protected override bool EndsWith(Story story) => story.First<SojournEvent>(happened => happened is Transferred or TransferredIn) is not null;

    internal override IEnumerable<DateOnly> Turns(Story story) => Silences(story).Select(silence => silence.Opens.AddDays(-1));

    public override IEnumerable<Duty> In(Story story)
    {
        var first = true;
        foreach (var (since, opens) in Silences(story).Where(silence => silence.Opens <= story.AsOf).DistinctBy(silence => silence.Opens))
        {
            var duty = OweWithin(story, opens, story.Host.Get(Parameters.GuestSettleWithin, opens),
                happened => Settles(happened) && !ReferenceEquals(happened, since), first ? null : NameOf(opens));
            first = false;
            yield return story.First<HomeChanged>(changed => changed.On >= opens) is { } other ? duty.MootFrom(other.On, "home-changed") : duty;
        }
    }

    /// <summary>The question of which home has said nothing for the days that the profile grants; nothing when none stands open.</summary>
    internal static HomeAsked? Unanswered(Story story) => story.All<HomeAsked>().FirstOrDefault(asked => asked.IsAbout(HomeAsked.Membership)
        && OpensAfter(story, asked) <= story.AsOf
        && story.First<SojournEvent>(happened => happened.On >= asked.On && (happened is HomeChanged || IsAnswer(happened))) is null);

    /// <summary>Each question and each putting off, with the day on which it is looked at again, unless something was done about it before that day.</summary>
    private static IEnumerable<(SojournEvent Since, DateOnly Opens)> Silences(Story story)
    {
        if (!story.HomeIsOutside || story.Away is null)
            yield break;
        foreach (var happened in story.Events)
        {
            if (OpensAfter(story, happened) is { } opens && !(story.End < opens)
                && !story.Events.Any(later => later.On < opens && IsDoneAfter(happened, later)))
                yield return (happened, opens);
        }
    }

    private static DateOnly? OpensAfter(Story story, SojournEvent happened) => happened switch
    {
        HomeAsked asked when asked.IsAbout(HomeAsked.Membership) => asked.On.AddDays(story.Host.Get(Parameters.GuestUnconfirmedAfter, asked.On)),
        KeptUnconfirmed kept => kept.LookAgainOn,
        _ => null,
    };

    // Home may answer on the day on which it is asked, and is asked again on the day on which he is kept.
    private static bool IsDoneAfter(SojournEvent since, SojournEvent later) => later switch
    {
        HomeChanged => later.On >= since.On,
        HomeAsked asked => asked.IsAbout(HomeAsked.Membership) && (later.On > since.On || (since is KeptUnconfirmed && later.On == since.On)),
        KeptUnconfirmed => later.On > since.On,
        _ => IsAnswer(later) && later.On >= since.On,
    };

    private static bool Settles(SojournEvent happened) =>
        happened is KeptUnconfirmed or LeftHost || (happened is HomeAsked asked && asked.IsAbout(HomeAsked.Membership)) || IsAnswer(happened);

    private static bool IsAnswer(SojournEvent happened) => happened is HomeAnswered answer && answer.IsAbout(HomeAsked.Membership);
}
