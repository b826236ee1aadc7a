using Hongyan.Data;
using Hongyan.Features.Members;
using Hongyan.Platform;

namespace Hongyan.Features.Demo;

/// <summary>What the home branch wrote by hand: a member who moved in, and a level of education that was wrong.</summary>
internal static class DemoMembership
{
    public static void Fill(HongyanDb db, IReadOnlyList<Member> members, DateOnly today, DateTimeOffset now)
    {
        var writer = db.Accounts.Local.Single(account => account.UserName == "home");
        Member[] own = [.. members.Where(member => member is { HomePath: DemoOrganizations.HomeBranch, Education: not null, Status: "full" })];
        Add(own[^1], "registered", field: null, today.AddDays(-2), new MembershipFacts { How = "moved-in", Since = today.AddDays(-2) });
        Add(own[^2], "basic-data-changed", "education", today, new MembershipFacts
        {
            Kind = ChangeModel.Corrected,
            Old = own[^2].Education == "初中" ? "小学" : "初中",
            New = own[^2].Education,
            Reason = "名册录入有误",
            Paper = "毕业证书",
        });

        void Add(Member member, string type, string? field, DateOnly on, MembershipFacts facts) => MembershipEntry.Add(
            db, member.Id, type, field, on, facts, (DemoOrganizations.HomeBranch, writer.Id), now.AddDays(on.DayNumber - today.DayNumber));
    }
}
