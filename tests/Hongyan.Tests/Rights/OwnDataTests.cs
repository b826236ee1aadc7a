using System.Net;
using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Tests.Worklist;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.Rights;

/// <summary>What a member may know and ask about his own data.</summary>
public sealed class OwnDataTests : IAsyncLifetime
{
    private Village village = null!;
    private Sojourn stay = null!;
    private TestBrowser member = null!;

    public async ValueTask InitializeAsync()
    {
        village = await Village.NewAsync();
        stay = await village.AwayAsync("测试甲");
        member = await village.Installation.SignInAsync(Roles.Member, memberId: stay.MemberId);
    }

    public ValueTask DisposeAsync()
    {
        member.Dispose();
        return village.DisposeAsync();
    }

    [Fact]
    public async Task He_sees_what_is_kept_and_why_and_who_opened_it()
    {
        using var secretary = await village.SecretaryAsync();
        await secretary.GetAsync($"/Members/{stay.MemberId}");
        await secretary.GetAsync("/Worklist");
        var page = await member.GetAsync("/Mine/Data");
        Assert.Contains("19900000001", page.QuerySelector("#about-contact ~ .card")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector("#about-identity ~ .card a[href*='B-3.1.2a']"));
        Assert.Contains("按月领取工资", page.QuerySelector("#about-membership ~ .card")!.TextContent, StringComparison.Ordinal);
        var look = page.QuerySelector(".list-group-item")!.TextContent;
        Assert.Contains("查看党员", look, StringComparison.Ordinal);
        Assert.Contains("测试村党支部", look, StringComparison.Ordinal);
        Assert.Equal(1, await LooksAsync("member-opened"));
    }

    [Fact]
    public async Task He_takes_all_of_it_as_a_file_and_that_is_recorded()
    {
        await member.GetAsync("/Mine/Data?handler=Xlsx");
        Assert.Equal("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", member.Answer.Content.Headers.ContentType!.MediaType);
        await member.GetAsync("/Mine/Data?handler=Json");
        var everything = System.Text.RegularExpressions.Regex.Unescape(await member.Answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Contains("19900000001", everything, StringComparison.Ordinal);
        Assert.DoesNotContain("employee", everything, StringComparison.Ordinal);
        Assert.DoesNotContain("{\"type\"", everything, StringComparison.Ordinal);
        Assert.Equal(2, await LooksAsync("own-data-exported"));
    }

    [Fact]
    public async Task What_he_asks_to_be_put_right_is_answered_by_his_branch_alone()
    {
        var form = await member.GetAsync("/Mine/Correction");
        await member.PostAsync(form, "main form", ("Field", "education"), ("Wish", "大专"));
        var asked = await member.PostAsync(form, "main form", ("Field", "education"), ("Wish", "大专"));
        Assert.Single(asked.QuerySelectorAll(".list-group-item"));
        Assert.Contains("待答复", asked.QuerySelector(".badge")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("2026-05-25", asked.QuerySelector(".list-group-item time:last-of-type")!.GetAttribute("datetime"));
        var twice = await member.PostAsync(await member.GetAsync("/Mine/Correction"), "main form", ("Field", "education"), ("Wish", "中专"));
        Assert.Contains("已经提出申请", twice.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(twice.QuerySelector(twice.QuerySelector("main a[href^='#request-']")!.GetAttribute("href")!));
        Assert.Single(twice.QuerySelectorAll(".list-group-item"));

        using var neighbour = await village.SecretaryAsync(Village.Neighbour);
        Assert.Null((await neighbour.GetAsync("/Members/Corrections")).QuerySelector("tbody"));
        using var secretary = await village.SecretaryAsync();
        Assert.NotNull((await secretary.GetAsync("/")).QuerySelector("a[href='/Members/Corrections']"));
        var address = (await secretary.GetAsync("/Members/Corrections")).QuerySelector("tbody th a")!.GetAttribute("href")!;
        await neighbour.GetAsync(address);
        Assert.Equal(HttpStatusCode.NotFound, neighbour.Status);
        var refused = await secretary.PostAsync(await secretary.GetAsync(address), "main form", ("Outcome", "refused"));
        Assert.NotNull(refused.QuerySelector("#Answer_error"));
        var twoWays = await secretary.PostAsync(refused, "main form", ("Outcome", "corrected"), ("Answer", "已核对"));
        Assert.NotNull(twoWays.QuerySelector("#Outcome_error"));
        var change = await secretary.GetAsync(twoWays.QuerySelector("main a[href*='/Change?request=']")!.GetAttribute("href")!);
        await secretary.PostAsync(change, "main form", ("Input.Paper", "毕业证书"), ("Input.Answer", "已核对"));

        await using var db = village.Installation.Db();
        Assert.Equal("大专", (await db.Members.SingleAsync(one => one.Id == stay.MemberId, TestContext.Current.CancellationToken)).Education);
        Assert.Contains("已核对", (await member.GetAsync("/Mine/Correction")).QuerySelector(".list-group-item")!.TextContent, StringComparison.Ordinal);
        Assert.Equal((1, 1), (await LooksAsync("correction-answered"), await LooksAsync("basic-data-changed")));
        var record = await db.MembershipRecords.SingleAsync(TestContext.Current.CancellationToken);
        Assert.Equal(("education", stay.MemberId), (record.Field, record.MemberId));
        var history = (await secretary.GetAsync($"/Members/{stay.MemberId}")).QuerySelector("[aria-labelledby=membership]")!.TextContent;
        Assert.Contains("本人申请", history, StringComparison.Ordinal);
        await secretary.GetAsync(address.Replace("Corrections/", "Change?request=", StringComparison.Ordinal));
        Assert.Equal("/Members/Corrections", secretary.Path); // answered once
    }

    [Fact]
    public async Task A_name_is_not_changed_by_the_branch_alone()
    {
        await member.PostAsync(await member.GetAsync("/Mine/Correction"), "main form", ("Field", "name"), ("Wish", "测试乙"));
        using var secretary = await village.SecretaryAsync();
        var answer = await secretary.GetAsync((await secretary.GetAsync("/Members/Corrections")).QuerySelector("tbody th a")!.GetAttribute("href")!);
        Assert.Null(answer.QuerySelector("main a[href*='/Change']"));
        Assert.Contains("姓名和身份证号码不在这里更改", answer.Body!.TextContent, StringComparison.Ordinal);
        await secretary.PostAsync(answer, "main form", ("Outcome", "corrected"), ("Answer", "党委已办"));
        await using var db = village.Installation.Db();
        Assert.Equal("测试甲", (await db.Members.SingleAsync(one => one.Id == stay.MemberId, TestContext.Current.CancellationToken)).Name);
    }

    private async Task<int> LooksAsync(string act)
    {
        await using var db = village.Installation.Db();
        return await db.Audit.CountAsync(entry => entry.MemberId == stay.MemberId && entry.Act == act, TestContext.Current.CancellationToken);
    }
}
