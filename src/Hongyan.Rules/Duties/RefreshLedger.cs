using Hongyan.Rules.Clauses;
using Hongyan.Rules.Profiles;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Rules.Duties;

/// <summary>Home brings its two ledgers up to date in every interval in which members are away.</summary>
[Clause("B-3.1.2c", "C-2.1.2a")]
public sealed class RefreshLedger() : DutyRule("refresh-ledger", Party.HomeBranch)
{
    public override IEnumerable<Duty> In(Story story) =>
        OweEach(story, story.Away, story.Home, Parameters.LedgerRefresh, happened => happened is LedgerConfirmed);
}
