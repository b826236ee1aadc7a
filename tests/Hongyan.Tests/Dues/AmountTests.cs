using System.Net;
using AngleSharp.Html.Dom;
using Hongyan.Data;
using Hongyan.Rules.Duties;
using Hongyan.Rules.Sojourns;
using Hongyan.Tests.Worklist;

namespace Hongyan.Tests.Dues;

/// <summary>What a month costs: worked out, set by the branch, lowered by the committee.</summary>
public sealed class AmountTests : IAsyncLifetime
{
    private Village village = null!;

    public async ValueTask InitializeAsync() => village = await Village.NewAsync();

    public ValueTask DisposeAsync() => village.DisposeAsync();

    [Theory]
    [InlineData("employee", "3000", "15.00")]
    [InlineData("employee", "3000.01", "30.00")]
    [InlineData("employee", "5000", "50.00")]
    [InlineData("employee", "5000.01", "75.00")]
    [InlineData("employee", "10000.01", "200.00")]
    [InlineData("retired", "5000", "25.00")]
    [InlineData("retired", "5000.01", "50.00")]
    [InlineData("student", "", "0.20")]
    [InlineData("farmer", "1", "1.00")]
    public async Task The_calculator_knows_the_edges(string category, string income, string amount)
    {
        using var browser = await village.SecretaryAsync();
        var page = await browser.GetAsync($"/Dues/Calculator?category={category}&base={income}");
        Assert.Equal($"每月 {amount} 元", page.GetElementById("amount")!.TextContent);
    }

    [Fact]
    public async Task The_calculator_is_for_members_too_and_says_what_it_cannot_read()
    {
        var sojourn = await village.AwayAsync("测试甲");
        using var member = await village.Installation.SignInAsync("member", memberId: sojourn.MemberId);
        var page = await member.GetAsync("/Dues/Calculator?category=farmer&base=1.01");
        Assert.Contains("0.20 至 1.00", page.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        page = await member.GetAsync("/Dues/Calculator?category=employee&base=much");
        Assert.Equal("much", ((IHtmlInputElement)page.GetElementById("Base")!).Value);
        Assert.NotNull(page.QuerySelector(".error-summary"));
        using var nobody = await village.Installation.BrowserAsync();
        await nobody.GetAsync("/Dues/Calculator");
        Assert.Equal("/Account/SignIn", nobody.Path);
    }

    [Fact]
    public async Task A_branch_sets_the_amount_by_the_table_and_may_not_go_below_it()
    {
        var sojourn = await village.AwayAsync("测试甲");
        using var browser = await village.SecretaryAsync();
        var form = await browser.GetAsync($"/Dues/Set?who={sojourn.Id}");
        var page = await browser.PostAsync(form, "main form", ("From", "2026-01"), ("Lines[0].Base", "4207"), ("Lines[0].Monthly", "41.9"));
        Assert.Contains("按标准应为 42.07 元", page.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        await browser.PostAsync(page, "main form", ("Lines[0].Monthly", "42"));
        var set = (DuesSet)EventJson.Read((await village.RecordsAsync(sojourn, "dues-set")).Single().Data);
        Assert.Equal(("2026-01", 42m, "employee", 4207m), (set.From, set.Monthly, set.Category, set.Base));
    }

    [Fact]
    public async Task Within_the_year_a_change_needs_a_reason_unless_the_profile_lets_a_wage_count_from_its_month()
    {
        var sojourn = await village.AwayAsync("测试甲", happened: new DuesSet { On = new(2026, 1, 5), From = "2026-01", Monthly = 15 });
        using var browser = await village.SecretaryAsync();
        var form = await browser.GetAsync($"/Dues/Set?who={sojourn.Id}");
        var page = await browser.PostAsync(form, "main form", ("From", "2026-05"), ("Lines[0].Base", "6000"));
        Assert.Contains("测试甲：本年度已核定", page.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        await browser.PostAsync(page, "main form", ("Reason", "调动工作"));
        Assert.Equal(2, (await village.RecordsAsync(sojourn, "dues-set")).Count);
    }

    [Fact]
    public async Task The_host_does_not_set_what_a_guest_pays()
    {
        var sojourn = await village.AwayAsync("测试甲", host: Village.Host);
        using var host = await village.SecretaryAsync(Village.Host);
        Assert.Contains("由流出地填写", (await host.GetAsync($"/Dues/Set?who={sojourn.Id}")).QuerySelector(".alert-warning")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, host.Status);
    }

    [Fact]
    public async Task A_waiver_is_asked_by_the_branch_approved_by_the_committee_and_lifts_its_months()
    {
        var sojourn = await village.AwayAsync("测试甲", host: Village.Host, happened: new DuesSet { On = new(2026, 1, 5), From = "2026-01", Monthly = 15 });
        using var branch = await village.SecretaryAsync();
        await AskAsync(branch, sojourn, "2026-05", "2026-06", "0");
        Assert.Contains("已有一份申请", (await branch.GetAsync($"/Dues/Reduction?sojourn={sojourn.Id}")).QuerySelector(".alert-warning")!.TextContent,
            StringComparison.Ordinal);
        Assert.Equal(DutyState.Open, (await village.DutyAsync(sojourn, "pay-dues", "2026-05")).StateOn(Village.Today));
        await branch.GetAsync($"/Dues/Decision?sojourn={sojourn.Id}");
        Assert.Equal(HttpStatusCode.Forbidden, branch.Status);

        using var committee = await village.Installation.SignInAsync("clerk", Village.HomeCommittee);
        var list = await committee.GetAsync("/Dues/Reductions");
        var form = await committee.GetAsync(list.QuerySelector("a.btn[href*=Decision]")!.GetAttribute("href")!);
        var page = await committee.PostAsync(form, "main form");
        Assert.Contains("请选择同意或不同意", page.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        await committee.PostAsync(page, "main form", ("Approved", "true"));
        Assert.Equal(DutyState.Moot, (await village.DutyAsync(sojourn, "pay-dues", "2026-05")).StateOn(Village.Today));
        await using (var db = village.Installation.Db())
            Assert.DoesNotContain(db.Duties.ToList(), duty => duty is { Kind: "pay-dues", Period: "2026-06" });

        var pay = await branch.GetAsync($"/Dues/Pay?who={sojourn.Id}");
        page = await branch.PostAsync(pay, "main form", PaymentTests.Months("2026-05"));
        Assert.Contains("已批准免交", page.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_what_is_approved_counts_at_the_lower_amount()
    {
        var sojourn = await village.AwayAsync("测试甲", happened: new DuesSet { On = new(2026, 1, 5), From = "2026-01", Monthly = 15 });
        using var branch = await village.SecretaryAsync();
        await AskAsync(branch, sojourn, "2026-04", "2026-06", "5");
        using var committee = await village.Installation.SignInAsync("clerk", Village.HomeCommittee);
        var form = await committee.GetAsync($"/Dues/Decision?sojourn={sojourn.Id}");
        var page = await committee.PostAsync(form, "main form", ("Approved", "false"));
        Assert.Contains("请说明原因", page.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        await committee.PostAsync(page, "main form", ("Approved", "false"), ("Input.Reason", "收入稳定"));
        await AskAsync(branch, sojourn, "2026-04", "2026-06", "5");
        form = await committee.GetAsync($"/Dues/Decision?sojourn={sojourn.Id}");
        await committee.PostAsync(form, "main form", ("Approved", "true"), ("Input.To", "2026-04"), ("Input.Monthly", "10"));
        await PaymentTests.PayAsync(branch, sojourn, ["2026-04", "2026-05"]);
        Assert.Equal(25, ((DuesPaid)EventJson.Read((await village.RecordsAsync(sojourn, "dues-paid")).Single().Data)).Amount);
    }

    [Fact]
    public async Task The_host_sees_that_a_reduction_was_asked_but_not_why()
    {
        var sojourn = await village.AwayAsync("测试甲", host: Village.Host, happened: new DuesSet { On = new(2026, 1, 5), From = "2026-01", Monthly = 15 });
        using var branch = await village.SecretaryAsync();
        await AskAsync(branch, sojourn, "2026-05", "2026-06", "0");
        using var host = await village.SecretaryAsync(Village.Host);
        var page = (await host.GetAsync($"/Members/{sojourn.MemberId}")).QuerySelector("main")!.TextContent;
        Assert.Contains("申请减免党费", page, StringComparison.Ordinal);
        Assert.DoesNotContain("母亲住院", page, StringComparison.Ordinal);
        Assert.DoesNotContain("母亲住院", (await host.GetAsync("/Dues/Reductions")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        var open = await branch.PostAsync(await branch.GetAsync($"/Members/{sojourn.MemberId}/Private"), "main form");
        Assert.Contains("母亲住院", open.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    private static async Task AskAsync(TestBrowser branch, Sojourn sojourn, string from, string to, string monthly)
    {
        var form = await branch.GetAsync($"/Dues/Reduction?sojourn={sojourn.Id}");
        await branch.PostAsync(form, "main form", ("Input.From", from), ("Input.To", to), ("Input.Monthly", monthly), ("Input.Reason", "母亲住院"));
        Assert.Equal("/Dues/Reductions", branch.Path);
    }
}
