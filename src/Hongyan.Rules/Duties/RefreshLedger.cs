using Hongyan.Rules.Clauses;
using Hongyan.Rules.Profiles;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Rules.Duties;

/// <summary>
/// Home brings its two ledgers up to date in every interval in which members are away, once for all of them: a ledger confirmed earlier in
/// the period is not opened again by who leaves later.
/// </summary>
[Clause("B-3.1.2c", "C-2.1.2a")]
public sealed class RefreshLedger() : PeriodicRule("refresh-ledger", Party.HomeBranch)
{
    public override ClosingRecord ClosedBy { get; } = ClosingRecord.By<LedgerConfirmed>(Side.Home);

    protected override bool EndsWith(Story story) => true;

    public override IEnumerable<Duty> In(Story story)
    {
        if (story.Away is not { } away)
            yield break;
        foreach (var (period, opens) in Periods(story, away, story.Home, Parameters.LedgerRefresh))
        {
            var duty = Owe(story, story.Home, period.First, period.Last, period.Last, happened => happened is LedgerConfirmed, period.Name);
            yield return duty with { OpensOn = opens };
        }
    }
}
