using System.Text;
using Hongyan.Platform;
using Hongyan.Tests.Outside;
using Hongyan.Tests.Reception;
using Hongyan.Tests.Worklist;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.Import;

/// <summary>Guests come in by the page, within the scope of whoever imports them; nobody learns there who is a member elsewhere.</summary>
public sealed class GuestRosterPageTests : IAsyncLifetime
{
    private const string Home = "外省青禾市柳湾镇柳湾村党支部";
    private Village village = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        village = await ReceptionSteps.NewAsync();
    }

    public ValueTask DisposeAsync() => village.DisposeAsync();

    [Theory]
    [InlineData("utf-8")]
    [InlineData("GB18030")]
    public async Task A_branch_imports_a_questionnaire_and_chooses_the_home_once(string encoding)
    {
        var entry = await village.Installation.KeepAsync(Home);
        using var branch = await village.SecretaryAsync(Village.Host);
        var file = Encoding.GetEncoding(encoding).GetBytes("1、您的姓名（必填）*,2、您的身份证号码,3、您的联系电话,4、流入时间：,5、流出地党组织\r\n"
            + $"测试来客,{GuestSteps.Id},19900000055,2026-02-03,柳湾镇柳湾村党支部\r\n测试又客,不清楚,19900000056,2026-02-04,柳湾镇柳湾村党支部\r\n");
        var preview = await branch.UploadAsync(await branch.GetAsync("/Import?kind=inflow"), "#upload", "Upload", "问卷.csv", file, ("Kind", "inflow"));
        Assert.Equal(["2", "0", "0", "1"], preview.QuerySelectorAll("main dl.facts dd").Select(count => count.TextContent));
        var select = Assert.Single(preview.QuerySelectorAll("#homes select"));
        Assert.Contains(Home, select.TextContent, StringComparison.Ordinal);
        var chosen = await branch.PostAsync(preview, "#homes", ("HomeEntries", entry.ToString()));
        Assert.DoesNotContain("home-similar", chosen.Body!.InnerHtml, StringComparison.Ordinal);
        await branch.PostAsync(chosen, "#accept");
        Assert.Equal("/Import/Accepted", branch.Path);
        await using var db = village.Installation.Db();
        var stays = await db.Sojourns.AsNoTracking().ToListAsync(Stop);
        Assert.All(stays, stay => Assert.Equal(("placed", Village.Host, entry), (stay.State, stay.HostPath, stay.HomeOutside!.Value)));
        Assert.Equal(2, stays.Count);
        Assert.Single(await db.OutsideOrganizations.ToListAsync(Stop));
        var again = await branch.UploadAsync(await branch.GetAsync("/Import?kind=inflow"), "#upload", "Upload", "问卷.csv", file, ("Kind", "inflow"));
        again = await branch.PostAsync(again, "#homes", ("HomeEntries", entry.ToString()));
        Assert.Equal(["0", "0", "2"], again.QuerySelectorAll("main dl.facts dd").Take(3).Select(count => count.TextContent));
    }

    [Fact]
    public async Task A_committee_announces_receives_with_few_clicks_and_waits_no_more_for_who_does_not_come()
    {
        using var clerk = await village.ClerkAsync();
        var file = Files.Xlsx(["姓名", "所在支部", "外出时间", "联系电话"], ["测试来客", Home, "2026-05-01", "19900000055"],
            ["测试又客", Home, "2026-05-01", "19900000056"]);
        var preview = await clerk.UploadAsync(await clerk.GetAsync("/Import?kind=announced"), "#upload", "Upload", "名单.xlsx", file, ("Kind", "announced"));
        await clerk.PostAsync(preview, "#accept");
        Assert.Equal("/Import/Accepted", clerk.Path);
        var list = await clerk.GetAsync("/Reception");
        var links = list.QuerySelectorAll("#announced ~ .card a.btn").Select(one => one.GetAttribute("href")!).ToList();
        var coming = list.QuerySelectorAll("#announced ~ .card .duty").Single(one => one.TextContent.Contains("测试来客", StringComparison.Ordinal));
        var form = await clerk.GetAsync(coming.QuerySelector("a[href^='/Reception?stay=']")!.GetAttribute("href")!);
        Assert.Equal(Home, form.QuerySelector("[name='Guest.Home']")!.GetAttribute("value"));
        Assert.Equal("19900000055", form.QuerySelector("[name='Guest.Phone']")!.GetAttribute("value"));
        await clerk.PostAsync(form, "main form[method=post]", ("Guest.Shown", "nothing"));
        Assert.StartsWith("/Members/", clerk.Path, StringComparison.Ordinal);
        await using (var db = village.Installation.Db())
        {
            var here = await db.Sojourns.AsNoTracking().SingleAsync(s => s.State == "reported-in", Stop);
            Assert.Equal((new DateOnly(2026, 5, 1), Village.HostCommittee), (here.DepartedOn, here.HostPath));
            Assert.NotNull(here.HomeOutside);
            Assert.Equal(2, await db.Members.CountAsync(Stop));
        }
        var close = (await clerk.GetAsync("/Reception")).QuerySelector("#announced ~ .card a[href*='announced-closed']")!.GetAttribute("href")!;
        await clerk.PostAsync(await clerk.GetAsync(close), "main form[method=post]", ("Values[why]", "来电称不来了"));
        Assert.Equal("/Reception", clerk.Path);
        await using var later = village.Installation.Db();
        Assert.Equal(1, await later.Sojourns.CountAsync(s => s.State == "cancelled" && s.EndedOn != null, Stop));
        var figures = (await new Hongyan.Features.Reports.SituationQuery(later).AsOfAsync(Village.Today, Village.HostCommittee, Stop))!.Figures;
        Assert.Equal((0, 1, 1), (figures.Expected, figures.Inflow, figures.Guests));
    }

    [Theory]
    [InlineData("inflow", "流入时间", "流出地党组织", "流入党支部")]
    [InlineData("announced", "外出时间", "所在支部", "备注")]
    public async Task Numbers_of_one_day_of_birth_that_are_tried_out_are_counted(string kind, string day, string home, string last)
    {
        using var clerk = await village.ClerkAsync();
        var rows = Enumerable.Range(1, 21).Select(one => (string[])[$"测试来客{(char)('甲' + one)}",
            Hongyan.Rules.Identity.IdNumber.WithCheck(FormattableString.Invariant($"99000019900501{one:000}")), "2026-05-01", Home, "测试社区党支部"]);
        var file = Files.Xlsx([["姓名", "身份证号码", day, home, last], .. rows]);
        var preview = await clerk.UploadAsync(await clerk.GetAsync("/Import?kind=" + kind), "#upload", "Upload", "名单.xlsx", file, ("Kind", kind));
        Assert.Contains("同一地区同一天出生的已超过 20 个", preview.QuerySelector("main .alert-danger")!.TextContent, StringComparison.Ordinal);
        Assert.Null(preview.QuerySelector("#accept"));
    }

    [Fact]
    public async Task Who_is_a_member_elsewhere_is_taken_like_any_stranger_and_told_to_the_committee_afterwards()
    {
        var number = GuestSteps.Id;
        await using (var db = village.Installation.Db())
        {
            var member = new Data.Member
            {
                Id = Guid.CreateVersion7(), HomePath = ReceptionSteps.OtherBranch, Name = "测试来客", Sex = "male", Born = new(1990, 5, 1), Status = "full",
                Category = "employee",
            };
            db.Members.Add(member);
            db.Identities.Add(new Data.MemberIdentity { Hash = village.Installation.Instance.Secrets.Hash(number), MemberId = member.Id });
            await db.SaveChangesAsync(Stop);
        }
        using var clerk = await village.ClerkAsync();
        var file = Files.Xlsx(["姓名", "身份证号码", "流入党支部", "流入时间", "流出地党组织"],
            ["测试来客", number, "测试社区党支部", "2026-02-03", Home],
            ["测试又客", Hongyan.Rules.Identity.IdNumber.WithCheck("99000019900501003"), "测试社区党支部", "2026-02-03", Home]);
        var preview = await clerk.UploadAsync(await clerk.GetAsync("/Import?kind=inflow"), "#upload", "Upload", "流入.xlsx", file, ("Kind", "inflow"));
        Assert.Equal(["2", "0", "0", "0"], preview.QuerySelectorAll("main dl.facts dd").Select(count => count.TextContent));
        await clerk.PostAsync(preview, "#accept");
        var known = (await clerk.GetAsync("/Reception")).QuerySelector("#known-here ~ .duties")!;
        Assert.Contains("测试来客", known.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("测试又客", known.TextContent, StringComparison.Ordinal);
    }
}
