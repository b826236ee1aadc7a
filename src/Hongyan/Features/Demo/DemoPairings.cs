using Hongyan.Data;
using Hongyan.Records;
using Hongyan.Rules.Agreements;

namespace Hongyan.Features.Demo;

/// <summary>A pairing of two branches in every state, so that each can be looked at.</summary>
internal sealed class DemoPairings(RecordServices writing, IReadOnlyDictionary<string, Organization> places, DateOnly today)
    : DemoCases(writing, places)
{
    private const string Post = "党支部书记";

    public async Task FillAsync(CancellationToken cancellation)
    {
        await PairAsync(DemoOrganizations.HomeBranch, DemoOrganizations.HostBranch, Runs(-50, 680), [.. Agreed, .. Both, new JointActivity
        {
            On = today,
            By = Partner,
            Text = "联合开展政策宣讲和走访，看望在社区租住的流动党员。",
            ProposerPeople = 4,
            PartnerPeople = 11,
        }], cancellation);
        (string Home, string Host, (DateOnly, DateOnly) Term, PartyEvent[] Course)[] others =
        [
            ("001.001.002", "001.002.002", Runs(30, 395), []),
            ("001.001.003", "001.002.003", Runs(30, 395), [Sent]),
            ("001.001.004", "001.002.004", Runs(30, 395), Agreed),
            ("001.001.005", "001.002.005", Runs(30, 395), [.. Agreed, Both[0]]),
            ("001.001.002", "001.004.001", Runs(20, 385), [.. Agreed, .. Both]),
            ("001.001.003", "001.004.002", Runs(-50, 315),
                [.. Agreed, .. Both, new AgreementEnded { On = Day(-8), By = Partner, LastDay = Day(-5), Agreed = true, Text = "在园区务工的党员已全部返乡。" }]),
            ("001.001.004", "001.004.003", Runs(-50, -1), [.. Agreed, .. Both]),
            ("001.001.005", "001.004.004", Runs(30, 395),
                [Sent, new AgreementAnswered { On = Day(-56), By = Partner, Version = 1, Answer = "decline", Text = "园区党支部正在换届，请换届后再商。" }]),
            ("001.001.002", "001.002.006", Runs(30, 395), [Sent, new AgreementWithdrawn { On = Day(-55), By = Proposer, Text = "改由两地党委签订共管协议。" }]),
        ];
        foreach (var (home, host, term, course) in others)
            await PairAsync(home, host, term, course, cancellation);
    }

    private AgreementSent Sent => new() { On = Day(-59), By = Proposer };

    private PartyEvent[] Agreed => [Sent, new AgreementAnswered { On = Day(-57), By = Partner, Version = 1, Answer = AgreementAnswered.Agree }];

    private PartyEvent[] Both => [Signed(Proposer, Day(-54), Post), Signed(Partner, Day(-52), Post)];

    private DateOnly Day(int days) => today.AddDays(days);

    private (DateOnly From, DateOnly Until) Runs(int from, int until) => (Day(from), Day(until));

    private async Task PairAsync(
        string home, string host, (DateOnly From, DateOnly Until) term, IEnumerable<PartyEvent> course, CancellationToken cancellation)
    {
        var one = await OpenAsync(Pairing.Kind, home, host, new AgreementDrafted
        {
            On = Day(-60),
            By = Proposer,
            Title = "党支部结对共建约定",
            Direction = "out",
            Covers = "all",
            Duties = [new DutyLine("互通在外党员名单和联系方式", "both", "half-year")],
            Methods = ["information", "joint-activity", "shared-venues"],
            Activities = 1,
            Contacts = Contacts("组织委员", "组织委员"),
            From = term.From,
            Until = term.Until,
        }, cancellation);
        foreach (var happened in course)
            await AddAsync(one, happened, cancellation);
    }
}
