using System.Net;
using Hongyan.Records;
using Hongyan.Rules.Sojourns;
using Hongyan.Tests.Worklist;

namespace Hongyan.Tests.Correspondence;

public sealed class MessageTests : IAsyncLifetime
{
    private Village village = null!;

    public async ValueTask InitializeAsync() => village = await Village.NewAsync();

    public ValueTask DisposeAsync() => village.DisposeAsync();

    [Fact]
    public async Task Both_sides_and_the_member_talk_in_one_thread_and_what_is_unread_is_marked()
    {
        var sojourn = await village.AwayAsync("测试甲", host: Village.Host);
        var address = $"/Members/{sojourn.MemberId}/Messages/{sojourn.Id}";
        using var home = await village.SecretaryAsync();
        await home.PostAsync(await home.GetAsync(address), "main form", ("Text", "请问已经报到了吗？\n谢谢"));
        Assert.Equal(address, home.Path);
        using var host = await village.SecretaryAsync(Village.Host);
        var stay = await host.GetAsync($"/Members/{sojourn.MemberId}");
        Assert.Contains("1 条未读", stay.QuerySelector(".between")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(stay.QuerySelector(".timeline-list .side-home"));
        var thread = await host.GetAsync(address);
        Assert.Contains("请问已经报到了吗？", thread.QuerySelector(".said-home .prose")!.TextContent, StringComparison.Ordinal);
        await host.PostAsync(thread, "main form", ("Text", "昨天到的"));
        Assert.Null((await host.GetAsync("/Worklist")).QuerySelector("a.unread"));
        await SayAsync(sojourn, "我已经报到");
        thread = await home.GetAsync(address);
        Assert.Equal(["side-home", "side-host", "side-member"], thread.QuerySelectorAll(".thread .side").Select(side => side.ClassList[1]));
    }

    [Fact]
    public async Task A_message_sent_twice_is_one_and_an_empty_or_long_one_is_refused()
    {
        var sojourn = await village.AwayAsync("测试甲", host: Village.Host);
        var address = $"/Members/{sojourn.MemberId}/Messages/{sojourn.Id}";
        using var home = await village.SecretaryAsync();
        var form = await home.GetAsync(address);
        await home.PostAsync(form, "main form", ("Text", "你好"));
        await home.PostAsync(form, "main form", ("Text", "你好"));
        Assert.Single(await village.RecordsAsync(sojourn, "message"));
        form = await home.GetAsync(address);
        var page = await home.PostAsync(form, "main form", ("Text", " "));
        Assert.NotNull(page.QuerySelector(".invalid-feedback"));
        page = await home.PostAsync(page, "main form", ("Text", new string('长', 1001)));
        Assert.Contains(new string('长', 1001), page.QuerySelector("textarea")!.TextContent, StringComparison.Ordinal);
        Assert.Single(await village.RecordsAsync(sojourn, "message"));
    }

    [Fact]
    public async Task A_second_window_is_told_what_was_sent_from_the_first()
    {
        var sojourn = await village.AwayAsync("测试甲", host: Village.Host);
        var address = $"/Members/{sojourn.MemberId}/Messages/{sojourn.Id}";
        using var home = await village.SecretaryAsync();
        var (one, two) = (await home.GetAsync(address), await home.GetAsync(address));
        await home.PostAsync(one, "main form", ("Text", "你好"));
        var told = await home.PostAsync(two, "main form", ("Text", "你好"));
        Assert.Equal(HttpStatusCode.Conflict, home.Status);
        Assert.Contains("留言", told.QuerySelector(".meanwhile")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("你好", told.QuerySelector(".said-home .prose")!.TextContent);
        Assert.Single(await village.RecordsAsync(sojourn, "message"));
        await home.PostAsync(told, "main form", ("Text", "再见"));
        Assert.Equal(2, (await village.RecordsAsync(sojourn, "message")).Count);
    }

    [Fact]
    public async Task A_side_cannot_speak_for_the_other_and_a_stranger_finds_no_thread()
    {
        var sojourn = await village.AwayAsync("测试甲", host: Village.Host);
        var address = $"/Members/{sojourn.MemberId}/Messages/{sojourn.Id}";
        using var host = await village.SecretaryAsync(Village.Host);
        await host.PostAsync(await host.GetAsync(address), "main form", ("Text", "冒名"), ("From", "Home"));
        Assert.Contains("\"host\"", (await village.RecordsAsync(sojourn, "message")).Single().Data, StringComparison.Ordinal);
        using var stranger = await village.SecretaryAsync(Village.Neighbour);
        await stranger.GetAsync(address);
        Assert.Equal(HttpStatusCode.NotFound, stranger.Status);
    }

    private async Task SayAsync(Hongyan.Data.Sojourn sojourn, string text)
    {
        await using var db = village.Installation.Db();
        var recording = new RecordServices(village.Installation.Instance, db).Recording;
        var held = await recording.HoldAsync(sojourn.MemberId, sojourn.Id, TestContext.Current.CancellationToken);
        await recording.AddAsync(held!, [new Message { On = Village.Today, From = Writer.Member, Text = text }], TestContext.Current.CancellationToken);
        await recording.SaveAsync(TestContext.Current.CancellationToken);
    }
}
