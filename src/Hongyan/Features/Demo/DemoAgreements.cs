using Hongyan.Data;
using Hongyan.Records;
using Hongyan.Rules.Agreements;

namespace Hongyan.Features.Demo;

/// <summary>One agreement in force, with a consultation that gave both parties something to do, and one that is still a draft.</summary>
internal sealed class DemoAgreements(RecordServices writing, IReadOnlyDictionary<string, Organization> places, DateOnly today)
    : DemoCases(writing, places)
{
    private const string Both = "both";
    private static readonly string Home = DemoOrganizations.CommitteeOf(DemoOrganizations.HomeBranch);

    public async Task FillAsync(CancellationToken cancellation)
    {
        var first = new DateOnly(today.Year, today.Month < 7 ? 1 : 7, 1);
        var one = await DraftAsync(DemoOrganizations.CommitteeOf(DemoOrganizations.HostBranch), "流动党员共管协议", first.AddDays(-40), first,
            first.AddYears(2).AddDays(-1), cancellation);
        PartyEvent[] course =
        [
            new AgreementSent { On = first.AddDays(-38), By = Proposer },
            new AgreementAnswered { On = first.AddDays(-30), By = Partner, Version = 1, Answer = AgreementAnswered.Agree },
            Signed(Proposer, first.AddDays(-25), "党委书记"),
            Signed(Partner, first.AddDays(-20), "党工委书记"),
            new Consulted
            {
                On = today,
                By = Proposer,
                Means = "video",
                ProposerPresent = "组织委员、两名支部书记",
                PartnerPresent = "组织干事、社区党支部书记",
                Topics = ["placement", "organised-life", "targets"],
                Minutes = "双方核对了在外党员名单，交换了编入和参加组织生活的情况，议定由流入地补报联系方式，并共同开展一次主题党日。",
                Decisions = [new Decision("补报三名党员的联系方式", Partner, today.AddDays(20)), new Decision("共同开展一次主题党日", Both, today.AddDays(40))],
                Results = [new TargetResult("1.1", 88)],
                Next = today.AddMonths(3),
            },
        ];
        foreach (var happened in course)
            await AddAsync(one, happened, cancellation);
        await DraftAsync(Home[..^1] + "4", "与开发区共管流动党员协议", today, today.AddDays(30), today.AddYears(1), cancellation);
    }

    private Task<KeptCase> DraftAsync(string partner, string title, DateOnly on, DateOnly from, DateOnly until, CancellationToken cancellation)
    {
        var drafted = new AgreementDrafted
        {
            On = on,
            By = Proposer,
            Title = title,
            Direction = "out",
            Covers = "all",
            Duties =
            [
                new DutyLine("移交在外党员名册，注明联系方式", Proposer, "once", from.AddDays(60)),
                new DutyLine("通报党员参加组织生活的情况", Partner, "quarter"),
            ],
            Targets = [new TargetLine("在外党员编入支部的百分比", 90, until)],
            Methods = ["information", "joint-education", "shared-venues"],
            Guarantees = "双方各明确一名联络员，活动场地和学习资料由流入地提供。",
            Contacts = Contacts("组织委员", "组织干事"),
            From = from,
            Until = until,
        };
        return OpenAsync(Agreement.Kind, Home, partner, drafted, cancellation);
    }
}
