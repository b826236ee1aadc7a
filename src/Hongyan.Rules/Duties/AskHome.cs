using Hongyan.Rules.Clauses;
using Hongyan.Rules.Profiles;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Rules.Duties;

/// <summary>
/// The host asks the home of a guest who showed nothing, and asks anew when another home turns up. Once a branch is named it is that branch's.
/// </summary>
[Clause("A-2.2.1", "B-3.2.2a", "E-2.5")]
public sealed class AskHome() : DutyRule("ask-home", Party.HostCommittee)
{
    public override ClosingRecord ClosedBy { get; } = ClosingRecord.By<HomeAsked>(Side.Host, "what", HomeAsked.Membership);

    internal override bool IsMadeUp => true;

    protected override bool EndsWith(Story story) => true;

    public override IEnumerable<Duty> In(Story story)
    {
        if (!story.HomeIsOutside || story.Away is null)
            yield break;
        var byAsking = story.First<ReportedIn>() is { } arrived && IsByAsking(arrived) && !Announced.IsByHomeBefore(story, arrived.On) ? arrived : null;
        foreach (var (cause, occasion) in Causes(story, byAsking))
        {
            var asked = story.First<SojournEvent>(happened => happened.On >= cause.On && Closes(happened));
            var duty = OweWithin(story, cause.On, story.Host.Get(Parameters.GuestAskHomeWithin, cause.On), happened => ReferenceEquals(happened, asked),
                occasion, OwedByOn(story, asked?.On));
            yield return story.First<HomeChanged>(changed => changed.On > cause.On) is { } other ? duty.MootFrom(other.On, "home-changed") : duty;
        }
    }

    /// <summary>Whether he has only his own word to show, so that home has to be asked.</summary>
    private static bool IsByAsking(ReportedIn arrived) =>
        arrived.Shown is not (ReportedIn.Signature or ReportedIn.Certificate or ReportedIn.Letter);

    private static IEnumerable<(SojournEvent Cause, string? Occasion)> Causes(Story story, ReportedIn? byAsking)
    {
        if (byAsking is not null && story.First<HomeChanged>()?.On != byAsking.On)
            yield return (byAsking, null);
        foreach (var changed in story.All<HomeChanged>().DistinctBy(changed => changed.On))
            yield return (changed, NameOf(changed.On));
    }

    /// <summary>The committee's until a branch is named, and again when that refuses; who has asked keeps it.</summary>
    private static Party OwedByOn(Story story, DateOnly? closedOn) =>
        story.Events.LastOrDefault(happened => happened is BranchNamed or Placed or Refused && !(happened.On > closedOn)) is BranchNamed or Placed
            ? Party.HostBranch
            : Party.HostCommittee;

    private static bool Closes(SojournEvent happened) => happened switch
    {
        HomeAsked asked => asked.IsAbout(HomeAsked.Membership),
        HomeAnswered answer => answer.IsAbout(HomeAsked.Membership),
        _ => false,
    };
}
