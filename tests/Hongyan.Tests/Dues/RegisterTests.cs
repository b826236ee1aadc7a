using System.Net;
using Hongyan.Data;
using Hongyan.Rules.Sojourns;
using Hongyan.Tests.Worklist;

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

        await using var db = village.House.Db();
        var overdue = db.Duties.Where(d => d.Kind == "pay-dues" && d.DueOn < Village.Today && d.DoneOn == null).ToList();
        Assert.Equal(3, overdue.Count(duty => duty.SojournId == two.Id));
        Assert.Single(overdue, duty => duty.SojournId == three.Id);
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
        using var member = await village.House.SignInAsync("member", memberId: Guid.CreateVersion7());
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
