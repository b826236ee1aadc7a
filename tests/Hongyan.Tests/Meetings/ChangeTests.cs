using System.Net;
using AngleSharp.Html.Dom;
using Hongyan.Data;
using Hongyan.Features.Duties;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Sojourns;
using Hongyan.Tests.Worklist;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.Meetings;

/// <summary>A meeting can be changed until it is held, and everybody who was told is told of it.</summary>
public sealed class ChangeTests : IAsyncLifetime
{
    private Village village = null!;
    private Sojourn stay = null!;
    private TestBrowser host = null!;

    public async ValueTask InitializeAsync()
    {
        village = await Village.NewAsync();
        stay = await village.AwayAsync("测试甲", host: Village.Host, happened:
            [new ReportedIn { On = new DateOnly(2026, 2, 1) }, new Placed { On = new DateOnly(2026, 2, 1) }]);
        host = await village.SecretaryAsync(Village.Host);
    }

    public async ValueTask DisposeAsync()
    {
        host.Dispose();
        await village.DisposeAsync();
    }

    [Fact]
    public async Task Another_place_is_audited_and_asks_those_who_had_read_to_read_again()
    {
        var id = await PlanAsync(tell: true);
        using var member = await village.Installation.SignInAsync("member", memberId: stay.MemberId);
        await member.GetAsync($"/Mine/Meetings/{id}");
        Assert.NotNull((await LineAsync(id)).ReadAt);

        var form = await host.GetAsync($"/Meetings/{id}/Edit");
        Assert.Null(form.QuerySelector("[name=OnDate]")); // those who were told keep the day
        await host.PostAsync(form, "main form[method=post]", ("Place", "文化站"), ("StartsAt", "19:30"));
        Assert.Equal($"/Meetings/{id}", host.Path);
        Assert.Null((await LineAsync(id)).ReadAt);
        Assert.Contains("文化站", (await member.GetAsync($"/Mine/Meetings/{id}")).QuerySelector(".facts")!.TextContent, StringComparison.Ordinal);
        await using var db = village.Installation.Db();
        var act = await db.Audit.SingleAsync(one => one.Act == "meeting-changed", TestContext.Current.CancellationToken);
        Assert.Contains("活动室", act.Details!, StringComparison.Ordinal);
        Assert.Contains("文化站", act.Details!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_day_moves_while_nobody_was_told()
    {
        var id = await PlanAsync(tell: false);
        var form = await host.GetAsync($"/Meetings/{id}/Edit");
        var wrong = await host.PostAsync(form, "main form[method=post]", ("OnDate", "2026-05-09"), ("Heading", "新的名称"));
        Assert.NotNull(wrong.QuerySelector("#OnDate[aria-invalid=true]"));
        Assert.Equal("新的名称", wrong.QuerySelector("#Heading")!.GetAttribute("value"));
        await host.PostAsync(form, "main form[method=post]", ("OnDate", "2026-05-20"));
        Assert.Equal(new DateOnly(2026, 5, 20), (await MeetingAsync(id)).OnDate);
    }

    [Fact]
    [Trait("part", "night")]
    public async Task The_second_who_changes_it_is_told_what_it_is_now_and_loses_nothing()
    {
        var id = await PlanAsync(tell: true);
        using var other = await village.SecretaryAsync(Village.Host);
        var stale = await other.GetAsync($"/Meetings/{id}/Edit");
        await host.PostAsync(await host.GetAsync($"/Meetings/{id}/Edit"), "main form[method=post]", ("Place", "文化站"));
        var told = await other.PostAsync(stale, "main form[method=post]", ("Heading", "我改的名称"));
        Assert.Equal(HttpStatusCode.Conflict, other.Status);
        Assert.Contains("文化站", told.QuerySelector(".alert-warning")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("我改的名称", told.QuerySelector("#Heading")!.GetAttribute("value"));
        await other.PostAsync(told, "main form[method=post]");
        Assert.Equal("我改的名称", (await MeetingAsync(id)).Title);
    }

    [Fact]
    public async Task What_was_held_or_called_off_or_is_anothers_is_not_changed()
    {
        var id = await PlanAsync(tell: true);
        using var neighbour = await village.SecretaryAsync(Village.Neighbour);
        await neighbour.GetAsync($"/Meetings/{id}/Edit");
        Assert.Equal(HttpStatusCode.NotFound, neighbour.Status);
        var stale = await host.GetAsync($"/Meetings/{id}/Edit");
        await host.PostAsync(await host.GetAsync($"/Meetings/{id}"), "form[action*=Attend]", ($"Marks[{stay.MemberId}]", "onsite"));
        Assert.Null((await host.GetAsync($"/Meetings/{id}")).QuerySelector("a[href$=Edit]"));
        stale.QuerySelector("main form[method=post]")!.SetAttribute("action", $"/Meetings/{id}/Edit");
        var refused = await host.PostAsync(stale, "main form[method=post]", ("Place", "别处"));
        Assert.Equal(HttpStatusCode.Forbidden, host.Status);
        Assert.Contains("已经举行", refused.QuerySelector(".alert-warning")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_duty_to_call_him_leads_to_the_meeting_and_without_one_to_his_form()
    {
        var actor = Acting.As(Roles.Secretary, Village.Host);
        string Way() =>
            DutyAction.For(actor, stay.MemberId, stay.Id, "invite-to-life", $"meeting-{Village.Today:yyyy-MM-dd}", "host-branch", Village.Home,
                Village.Host, "/Worklist").Address!;
        var form = await host.GetAsync(Way());
        Assert.Equal("/Records/New", host.Path);
        Assert.NotNull(form);
        var id = await PlanAsync(tell: false);
        await host.GetAsync(Way());
        Assert.Equal($"/Meetings/{id}", host.Path);
    }

    private async Task<Guid> PlanAsync(bool tell)
    {
        var page = await host.PostAsync(await host.GetAsync("/Meetings/New"), "main form[method=post]", ("Kind", "party-day"), ("Heading", "五月主题党日"),
            ("OnDate", $"{Village.Today:yyyy-MM-dd}"), ("Place", "活动室"), ("Members", stay.MemberId.ToString()), ("Tell", tell ? "true" : "false"));
        Assert.StartsWith("/Meetings/", host.Path, StringComparison.Ordinal);
        Assert.NotNull(page);
        return Guid.Parse(host.Path["/Meetings/".Length..]);
    }

    private async Task<Attendance> LineAsync(Guid meeting)
    {
        await using var db = village.Installation.Db();
        return await db.Attendances.AsNoTracking().SingleAsync(a => a.MeetingId == meeting, TestContext.Current.CancellationToken);
    }

    private async Task<BranchMeeting> MeetingAsync(Guid id)
    {
        await using var db = village.Installation.Db();
        return await db.Meetings.AsNoTracking().SingleAsync(m => m.Id == id, TestContext.Current.CancellationToken);
    }
}
