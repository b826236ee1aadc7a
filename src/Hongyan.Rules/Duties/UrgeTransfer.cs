using Hongyan.Rules.Clauses;
using Hongyan.Rules.Profiles;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Rules.Duties;

/// <summary>When a condition for it is met, the member is urged to transfer his registration, or his reason not to is kept.</summary>
[Clause("D-2.8a", "D-2.8b", "D-2.8c", "D-2.8d", "E-3.5e")]
public sealed class UrgeTransfer() : DutyRule("urge-transfer", Party.HomeBranch)
{
    public override ClosingRecord ClosedBy { get; } = ClosingRecord.By<TransferUrged>(Side.Home);

    /// <summary>Whoever owes it writes it.</summary>
    public override ClosingRecord ClosedByOf(Party? owedBy) =>
        owedBy is Party.HostBranch or Party.FloatingOrganization ? ClosedBy with { Writer = Side.Host } : ClosedBy;

    internal override bool IsMadeUp => true;

    protected override bool EndsWith(Story story) => true;

    private static readonly string[] Known = ["settled", "home-and-six-months", "contract", "fixed-place", "wish"];

    public override IEnumerable<Duty> In(Story story)
    {
        if (story.Answered is not { } away)
            yield break;
        var met = story.All<TransferConditionMet>().FirstOrDefault(met => away.Holds(met.On) && Applies(story, met));
        if (met is null)
            yield break;
        var urgedBy = Lead.On(story, met.On) ?? (story.OwnPolicy.Get(Parameters.TransferUrgedBy, met.On) == "host" ? Side.Host : Side.Home);
        yield return OweWithin(story, met.On, story.OwnPolicy.Get(Parameters.TransferUrgeWithin, met.On),
            happened => happened is TransferUrged or TransferStarted or TransferNotWanted { Reason.Length: > 0 },
            owedBy: urgedBy is Side.Host ? Party.HostBranch : Party.HomeBranch);
    }

    // Rural and retired members are urged only when they wish it themselves. A condition in other words than the known ones is taken as it stands.
    private static bool Applies(Story story, TransferConditionMet met) =>
        (met.Rule == "wish" || !(story.Member.Rural || story.Member.Category is "retired" or "farmer"))
        && (!Known.Contains(met.Rule) || story.OwnPolicy.Get(Parameters.TransferRules, met.On).Contains(met.Rule));
}
