using Hongyan.Rules.Clauses;
using Hongyan.Rules.Profiles;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Rules.Duties;

/// <summary>A refusal leaves somebody in charge: the home branch and the committee above the host see to it that the member gets a place.</summary>
[Clause("C-4d", "D-2.1c")]
public sealed class SettleRefusal() : DutyRule("settle-refusal", Party.HomeBranch)
{
    public override ClosingRecord ClosedBy { get; } = ClosingRecord.By<Returned>(Side.Home);

    /// <summary>The committee above the host names another branch.</summary>
    public override ClosingRecord ClosedByOf(Party? owedBy) =>
        owedBy is Party.HostCommittee ? ClosingRecord.By<BranchNamed>(Side.Host) : ClosedBy;

    private const string HostSide = "host";

    internal override bool IsMadeUp => true;

    public override IEnumerable<Duty> In(Story story)
    {
        if (story.Away is null)
            yield break;
        var (first, open) = (true, (Refused?)null);
        foreach (var refused in story.All<Refused>())
        {
            if (open is not null && !(Settling(story, open)?.On < refused.On))
                continue; // refused once more before anybody had settled it
            open = refused;
            var (term, period) = (story.Host.Get(Parameters.RefusalSettleWithin, refused.On), first ? null : NameOf(refused.On));
            var settling = Settling(story, refused);
            first = false;
            yield return OweWithin(story, refused.On, term, happened => ReferenceEquals(happened, settling), period);
            yield return OweWithin(story, refused.On, term, happened => ReferenceEquals(happened, settling), period, Party.HostCommittee) with
            {
                Part = HostSide,
                Organization = refused.CopiedTo,
            };
        }
    }

    /// <summary>Whether a refusal stands that nobody has settled by the day as of which the story is told.</summary>
    internal static Refused? Unsettled(Story story) =>
        story.All<Refused>().LastOrDefault() is { } refused && Settling(story, refused) is null ? refused : null;

    private static SojournEvent? Settling(Story story, Refused refused) => story.First<SojournEvent>(happened => happened switch
    {
        ReportedIn => happened.On > refused.On,
        // the branch that refused was named before, perhaps on the same day
        BranchNamed named => named.On > refused.On || (named.On == refused.On && named.Organization != refused.Organization),
        Placed or Returned or Transferred or TransferredIn or LeftHost => happened.On >= refused.On,
        _ => false,
    });
}
