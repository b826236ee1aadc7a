using System.Net;
using AngleSharp.Html.Dom;
using Hongyan.Data;
using Hongyan.Rules.Duties;
using Hongyan.Rules.Sojourns;
using Hongyan.Tests.Worklist;

namespace Hongyan.Tests.Mine;

public sealed class WritingTests : IAsyncLifetime
{
    private Village village = null!;

    public async ValueTask InitializeAsync() => village = await Village.NewAsync();

    public ValueTask DisposeAsync() => village.DisposeAsync();

    [Fact]
    public async Task His_report_closes_the_duty_and_only_he_could_correct_it()
    {
        var stay = await village.AwayAsync("测试甲");
        using var member = await village.Installation.SignInAsync("member", memberId: stay.MemberId);
        var form = await member.GetAsync("/Mine/Write?type=member-reported");
        await member.PostAsync(form, "main form", ("Text", "在工地带班，按时学习。"));
        Assert.Equal("/Mine", member.Path);
        Assert.Equal(DutyState.Done, (await village.DutyAsync(stay, "member-report", "2026")).StateOn(Village.Today));
        using var home = await village.SecretaryAsync();
        var page = await home.GetAsync($"/Members/{stay.MemberId}");
        Assert.Contains("在工地带班", page.QuerySelector(".timeline-list")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(page.QuerySelectorAll(".timeline-list a"),
            a => a.GetAttribute("href")!.Contains("type=member-reported", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_change_he_reports_is_the_new_detail_itself()
    {
        var stay = await village.AwayAsync("测试甲");
        using var member = await village.Installation.SignInAsync("member", memberId: stay.MemberId);
        foreach (var (what, value) in new[] { ("phone", "199 0000 0099"), ("residence", "测试路2号"), ("employer", "测试电子厂"), ("place", "浙江省杭州市") })
        {
            var form = await member.GetAsync("/Mine/Write?type=change-reported");
            await member.PostAsync(form, "main form", ("What", what), ("Value", value), ("Since", "2026-05-08"));
            Assert.Equal("/Mine", member.Path);
        }
        await using var db = village.Installation.Db();
        var person = db.Members.Single(m => m.Id == stay.MemberId);
        var sojourn = db.Sojourns.Single(s => s.Id == stay.Id);
        Assert.Equal(("19900000099", "测试路2号", Village.Today), (person.Phone, person.Address, person.DetailsOn));
        Assert.Equal(("测试电子厂", "浙江省杭州市", "330100"), (sojourn.Employer, sojourn.Destination, sojourn.DestinationCode));
        Assert.Equal(DutyState.Done, (await village.DutyAsync(stay, "report-change", "2026-05-08")).StateOn(Village.Today));
    }

    [Fact]
    public async Task A_text_that_is_too_long_is_kept_whole_and_refused_with_how_much()
    {
        var stay = await village.AwayAsync("测试甲");
        using var member = await village.Installation.SignInAsync("member", memberId: stay.MemberId);
        var form = await member.GetAsync("/Mine/Write?type=member-reported");
        var area = form.QuerySelector("#Text")!;
        Assert.False(area.HasAttribute("maxlength")); // nothing is cut
        Assert.Equal("最多 5000 字", form.GetElementById("Text_count")!.TextContent);
        Assert.Contains("Text_count", area.GetAttribute("aria-describedby"), StringComparison.Ordinal);

        var lines = string.Concat(Enumerable.Repeat("学习情况\r\n", 1000)); // 5,000 as the browser counts them
        var page = await member.PostAsync(form, "main form", ("Text", lines + "多出来的字"));
        Assert.Contains("最多 5000 字，超出 5 字", page.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.EndsWith("多出来的字", ((IHtmlTextAreaElement)page.QuerySelector("#Text")!).Value, StringComparison.Ordinal);
        await member.PostAsync(page, "main form", ("Text", lines));
        Assert.Single(await village.RecordsAsync(stay, "member-reported"));
    }

    [Fact]
    public async Task What_is_wrong_is_said_at_its_field_and_stays_typed()
    {
        var stay = await village.AwayAsync("测试甲");
        using var member = await village.Installation.SignInAsync("member", memberId: stay.MemberId);
        var form = await member.GetAsync("/Mine/Write?type=change-reported");
        var page = await member.PostAsync(form, "main form", ("What", "phone"), ("Value", "12"), ("Since", "2025-12-01"));
        Assert.Equal(2, page.QuerySelectorAll(".error-summary li").Length);
        Assert.Equal("12", ((IHtmlInputElement)page.QuerySelector("#Value")!).Value);
        form = await member.GetAsync("/Mine/Write?type=message");
        page = await member.PostAsync(form, "main form", ("Text", "  "));
        Assert.Single(page.QuerySelectorAll(".error-summary li"));
        Assert.Empty(await village.RecordsAsync(stay, "message"));
        await member.GetAsync("/Mine/Write?type=placed");
        Assert.Equal(HttpStatusCode.NotFound, member.Status);
    }

    [Fact]
    public async Task After_his_return_he_can_still_write_a_message()
    {
        var stay = await village.AwayAsync("测试甲", happened: [new Returned { On = new DateOnly(2026, 5, 1) }]);
        using var member = await village.Installation.SignInAsync("member", memberId: stay.MemberId);
        var form = await member.GetAsync("/Mine/Write?type=message");
        foreach (var _ in new[] { 1, 2 })
            await member.FormAsync("/Mine/Write", form, ("Id", form.QuerySelector("input[name=Id]")!.GetAttribute("value")!),
                ("Type", "message"), ("Text", "活动证已带回。"));
        Assert.Single(await village.RecordsAsync(stay, "message"));
        using var staff = await village.SecretaryAsync();
        await staff.GetAsync("/Mine/Write?type=message");
        Assert.Equal(HttpStatusCode.Forbidden, staff.Status);
    }

    [Fact]
    public async Task Points_stand_on_his_page_where_they_are_counted_with_the_days_of_their_records()
    {
        var stay = await village.AwayAsync("测试甲");
        using var member = await village.Installation.SignInAsync("member", memberId: stay.MemberId);
        Assert.Null((await member.GetAsync("/Mine")).GetElementById("points"));
        await using (var db = village.Installation.Db())
        {
            db.Organizations.Single(o => o.Path == Village.HomeCommittee).Profile = "banner-d";
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }
        using var home = await village.SecretaryAsync();
        var form = await home.GetAsync($"/Records/New?member={stay.MemberId}&sojourn={stay.Id}&type=activity-points&side=home");
        var page = await home.PostAsync(form, "main form", ("Values[item]", "A2"), ("Values[points]", "11"), ("Values[evidence]", "抢险证明"));
        Assert.Contains("最多 10 分", page.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        page = await home.PostAsync(form, "main form", ("Values[item]", "A2"), ("Values[points]", "7"), ("Values[evidence]", "抢险证明"));
        foreach (var sheet in new[] { page, await member.GetAsync("/Mine") })
        {
            var line = sheet.QuerySelectorAll("[aria-labelledby=points] tbody tr").Single(row => row.TextContent.Contains("责任清单五A2", StringComparison.Ordinal));
            Assert.Equal("7", line.QuerySelector("td.number")!.TextContent);
            Assert.Contains("2026-05-10", line.TextContent, StringComparison.Ordinal);
        }
    }
}
