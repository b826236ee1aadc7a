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
        member = await village.House.SignInAsync(Roles.Member, memberId: stay.MemberId);
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

        using var neighbour = await village.SecretaryAsync(Village.Neighbour);
        Assert.Null((await neighbour.GetAsync("/Members/Corrections")).QuerySelector("tbody"));
        using var secretary = await village.SecretaryAsync();
        Assert.NotNull((await secretary.GetAsync("/")).QuerySelector("a[href='/Members/Corrections']"));
        var address = (await secretary.GetAsync("/Members/Corrections")).QuerySelector("tbody th a")!.GetAttribute("href")!;
        await neighbour.GetAsync(address);
        Assert.Equal(HttpStatusCode.NotFound, neighbour.Status);
        var refused = await secretary.PostAsync(await secretary.GetAsync(address), "main form", ("Outcome", "refused"));
        Assert.NotNull(refused.QuerySelector("#Answer_error"));
        await secretary.PostAsync(refused, "main form", ("Outcome", "corrected"), ("Value", "大专"), ("Answer", "已核对"));

        await using var db = village.House.Db();
        Assert.Equal("大专", (await db.Members.SingleAsync(one => one.Id == stay.MemberId, TestContext.Current.CancellationToken)).Education);
        Assert.Contains("已核对", (await member.GetAsync("/Mine/Correction")).QuerySelector(".list-group-item")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(1, await LooksAsync("correction-answered"));
    }

    private async Task<int> LooksAsync(string act)
    {
        await using var db = village.House.Db();
        return await db.Audit.CountAsync(entry => entry.MemberId == stay.MemberId && entry.Act == act, TestContext.Current.CancellationToken);
    }
}
