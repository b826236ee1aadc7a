using System.Net;
using AngleSharp.Html.Dom;
using Hongyan.Data;
using Hongyan.Rules.Sojourns;
using Hongyan.Tests.Worklist;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.Dues;

public sealed class RegisterTests : IAsyncLifetime
{
    private static readonly DuesSet Set = new() { On = new(2026, 1, 5), From = "2026-01", Monthly = 15, Category = "employee", Base = 3000 };
    private Village village = null!;

    public async ValueTask InitializeAsync() => village = await Village.NewAsync();

    public ValueTask DisposeAsync() => village.DisposeAsync();

    [Fact]
    public async Task Figures_agree_with_the_records()
    {
        await village.AwayAsync("测试甲", happened: [Set, Paid(new(2026, 2, 1), 30, "2026-01", "2026-02"), Paid(new(2026, 3, 1), 15, "2026-03")]);
        var two = await village.AwayAsync("测试乙", happened: [Set with { Monthly = 50 }, Paid(new(2026, 2, 1), 50, "2026-01")]);
        var three = await village.AwayAsync("测试丙", happened: [Set, new DuesQuarterlyAgreed { On = new(2026, 1, 6), Reason = "流动频繁" }]);
        using var browser = await village.SecretaryAsync();
        var page = await browser.GetAsync("/Dues");
        var rows = page.QuerySelectorAll(".register tbody tr");
        Assert.Equal(3, rows.Length);
        string Row(string name) => rows.First(row => row.TextContent.Contains(name, StringComparison.Ordinal)).TextContent;
        Assert.Contains("45.00元", Row("测试甲"), StringComparison.Ordinal);
        Assert.Contains("1个月 15.00元", Row("测试甲"), StringComparison.Ordinal);
        Assert.Contains("3个月 150.00元", Row("测试乙"), StringComparison.Ordinal);
        Assert.Contains("3个月 45.00元", Row("测试丙"), StringComparison.Ordinal); // the quarter is over, the month is not
        Assert.Contains("95.00元", page.QuerySelector("tfoot")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("210.00元", page.QuerySelector("tfoot")!.TextContent, StringComparison.Ordinal);

        await using var db = village.Installation.Db();
        var overdue = db.Duties.Where(d => d.Kind == "pay-dues" && d.DueOn < Village.Today && d.DoneOn == null).ToList();
        Assert.Equal(3, overdue.Count(duty => duty.CaseId == two.Id));
        Assert.Single(overdue, duty => duty.CaseId == three.Id);
    }

    [Fact]
    public async Task Months_before_the_import_are_not_said_to_lie_outside_the_stay()
    {
        var stay = await village.AwayAsync("测试甲", host: Village.Host, happened: [Set, new DutiesBegin { On = new(2026, 4, 10), From = new(2026, 4, 10) }]);
        using var browser = await village.SecretaryAsync();
        var months = (await browser.GetAsync("/Dues")).QuerySelectorAll(".register tbody .months li");
        Assert.Contains("导入前未计", months[1].TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("不在外出期间", months[1].TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("导入前未计", months[3].TextContent, StringComparison.Ordinal);
        var draft = await browser.GetAsync($"/Correspondence/New?member={stay.MemberId}&sojourn={stay.Id}&side=home");
        Assert.DoesNotContain("尚无交纳党费的记录", draft.QuerySelector("main textarea")!.TextContent, StringComparison.Ordinal);
        var counted = await village.AwayAsync("测试乙", host: Village.Host, happened: Set);
        draft = await browser.GetAsync($"/Correspondence/New?member={counted.MemberId}&sojourn={counted.Id}&side=home");
        Assert.Contains("尚无交纳党费的记录", draft.QuerySelector("main textarea")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_category_nobody_told_is_asked_before_dues_are_set()
    {
        var stay = await village.AwayAsync("测试甲");
        await using (var db = village.Installation.Db())
            await db.Members
                .Where(m => m.Id == stay.MemberId)
                .ExecuteUpdateAsync(set => set.SetProperty(m => m.Category, "unknown"), TestContext.Current.CancellationToken);
        using var browser = await village.SecretaryAsync();
        Assert.Contains("类别未填", (await browser.GetAsync("/Dues")).QuerySelector(".register tbody")!.TextContent, StringComparison.Ordinal);
        var form = await browser.GetAsync($"/Dues/Set?who={stay.Id}");
        Assert.Equal("", ((IHtmlSelectElement)form.QuerySelector("[name='Lines[0].Category']")!).Value);
        var page = await browser.PostAsync(form, "main form", ("Lines[0].Base", "3000"));
        Assert.Contains("测试甲：请选择类别", page.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_host_has_its_guests_in_its_register_and_another_branch_nobody()
    {
        await village.AwayAsync("测试甲", host: Village.Host, happened: Set);
        using var host = await village.SecretaryAsync(Village.Host);
        var page = await host.GetAsync("/Dues");
        Assert.Contains("测试甲", page.QuerySelector(".register")!.TextContent, StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("button[formaction='/Dues/Set']"));
        using var neighbour = await village.SecretaryAsync(Village.Neighbour);
        Assert.Null((await neighbour.GetAsync("/Dues")).QuerySelector(".register"));
        Assert.Null((await neighbour.GetAsync($"/Dues?org={Village.Home}")).QuerySelector(".register"));
        using var member = await village.Installation.SignInAsync("member", memberId: Guid.CreateVersion7());
        await member.GetAsync("/Dues");
        Assert.Equal(HttpStatusCode.Forbidden, member.Status);
    }

    [Fact]
    public async Task Those_behind_can_be_shown_alone_and_the_sheet_is_a_spreadsheet()
    {
        await village.AwayAsync("测试甲", departs: new DateOnly(2026, 4, 10), happened: [Set, Paid(new(2026, 4, 12), 15, "2026-04")]);
        await village.AwayAsync("测试乙", departs: new DateOnly(2026, 4, 10), happened: [Set]);
        using var browser = await village.SecretaryAsync();
        var page = await browser.GetAsync("/Dues?behind=true");
        Assert.Equal("测试乙", Assert.Single(page.QuerySelectorAll(".register tbody th a")).TextContent);
        using var answer = await browser.Client.GetAsync("/Dues?handler=Xlsx", TestContext.Current.CancellationToken);
        Assert.Equal(Documents.XlsxWriter.ContentType, answer.Content.Headers.ContentType!.MediaType);
    }

    private static DuesPaid Paid(DateOnly on, decimal amount, params string[] months) => new() { On = on, Months = months, Amount = amount };
}
