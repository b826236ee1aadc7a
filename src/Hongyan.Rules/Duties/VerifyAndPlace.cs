using Hongyan.Rules.Clauses;
using Hongyan.Rules.Profiles;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Rules.Duties;

/// <summary>The host verifies who reported in and names his branch, or refuses with a reason. Once a branch is named it is that branch's.</summary>
[Clause("A-2.2.1", "A-2.2.2b", "A-3.2a", "A-3.2b", "C-2.2.1b", "C-2.2.2a", "D-2.1c", "E-3.5d")]
public sealed class VerifyAndPlace() : DutyRule("verify-and-place", Party.HostCommittee)
{
    public override ClosingRecord ClosedBy { get; } = ClosingRecord.By<Placed>(Side.Host);

    internal override bool IsMadeUp => true;

    protected override bool EndsWith(Story story) => true;

    public override IEnumerable<Duty> In(Story story)
    {
        if (story.Away is null)
            yield break;
        foreach (var (reported, occasion) in Beginnings(story))
        {
            var closedOn = story.First<SojournEvent>(happened => happened.On >= reported.On && Closes(happened, reported))?.On;
            var owedBy = story.First<SojournEvent>(happened => happened.On >= reported.On && !(happened.On > closedOn)
                && happened is (BranchNamed or Placed)) is null
                ? Party.HostCommittee : Party.HostBranch;
            var moved = story.First<HostChanged>(changed => changed.On > reported.On && !(changed.On >= closedOn))?.On;
            yield return OweWithin(story, reported.On, story.Host.Get(Parameters.PlacementWithin, reported.On),
                happened => Closes(happened, reported) && !(happened.On >= moved), occasion, owedBy).ReplacedOn(moved);
        }
    }

    /// <summary>He reports in, or a refusal is lifted; who was refused and comes again on one day is verified once more.</summary>
    private static IEnumerable<(SojournEvent Happened, string? Occasion)> Beginnings(Story story)
    {
        var isFirst = true;
        foreach (var day in story.Events.Where(happened => happened is ReportedIn or RefusalLifted).GroupBy(happened => happened.On))
        {
            var (first, last) = (day.MinBy(happened => happened.PlaceInDay())!, day.MaxBy(happened => happened.PlaceInDay())!);
            if (isFirst)
                yield return (first, null);
            if (!isFirst || (IsAgain(last) && !IsAgain(first)))
                yield return (last, NameOf(day.Key));
            isFirst = false;
        }
    }

    private static bool IsAgain(SojournEvent happened) => happened is RefusalLifted or ReportedIn { IsAfterRefusal: true };

    // the refusal of that day came before he was taken up again
    private static bool Closes(SojournEvent happened, SojournEvent reported) =>
        happened is Placed || (happened is Refused { Code.Length: > 0 } && (happened.On > reported.On || !IsAgain(reported)));
}
