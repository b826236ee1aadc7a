using Hongyan.Data;
using Hongyan.Rules.Sojourns;
using Hongyan.Tests.Worklist;

namespace Hongyan.Tests.Batch;

/// <summary>Letters about many, each from his own records to his own home; what is flagged is written singly.</summary>
public sealed class FeedbackTests : IAsyncLifetime
{
    private const string Form = "main form[method=post]";
    private static readonly DateOnly Arrived = new(2026, 2, 1);
    private Village village = null!;

    public async ValueTask InitializeAsync() => village = await Village.NewAsync();

    public ValueTask DisposeAsync() => village.DisposeAsync();

    [Fact]
    public async Task Letters_are_drafted_checked_and_sent_and_close_the_duty_of_each()
    {
        Sojourn[] stays = [await GuestAsync("测试甲"), await GuestAsync("测试乙", Village.Neighbour)];
        using var host = await village.SecretaryAsync(Village.Host);
        var act = (await host.GetAsync("/Worklist?by=kind")).QuerySelectorAll(".task > a.btn").Select(link => link.GetAttribute("href")!)
            .First(link => link.StartsWith("/Batch/feedback", StringComparison.Ordinal) && link.Contains("2026-Q2", StringComparison.Ordinal));
        var form = await host.GetAsync(act);
        Assert.Equal(2, form.QuerySelectorAll("input[name$='.Picked'][checked]").Length);
        Assert.Contains("致 邻村党支部", form.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        var check = await host.PostAsync(form, Form, ("Common.Signer", "测试经办"));
        Assert.Empty(await village.RecordsAsync(stays[0], "feedback"));
        await host.PostAsync(check, Form, ("Checked", "true"));
        Assert.Equal("/Batch/Done", host.Path);
        foreach (var (stay, name, other) in new[] { (stays[0], "测试甲", "测试乙"), (stays[1], "测试乙", "测试甲") })
        {
            var letter = (Feedback)EventJson.Read((await village.RecordsAsync(stay, "feedback")).Single().Data);
            Assert.Contains(name, letter.Text, StringComparison.Ordinal);
            Assert.DoesNotContain(other, letter.Text, StringComparison.Ordinal);
            Assert.EndsWith("经办人：测试经办", letter.Text, StringComparison.Ordinal);
            Assert.Equal(Village.Today, (await village.DutyAsync(stay, "host-feedback", "2026-Q2")).DoneOn);
        }
    }

    [Fact]
    public async Task What_is_flagged_is_not_sent_with_the_others_and_has_its_reason_and_its_own_form()
    {
        var (plain, moved, silent) = (await GuestAsync("测试甲"), await GuestAsync("测试乙"), await GuestAsync("测试丙", lives: false));
        await using (var db = village.Installation.Db())
        {
            var recording = new Hongyan.Records.RecordServices(village.Installation.Instance, db).Recording;
            var stay = (await recording.HoldAsync(moved.MemberId, moved.Id, TestContext.Current.CancellationToken))!;
            Assert.True(await recording.AddAsync(stay, [new ChangeReported { On = Village.Today, What = "employer", Value = "测试工厂" }],
                TestContext.Current.CancellationToken));
            await recording.SaveAsync(TestContext.Current.CancellationToken);
        }
        using var host = await village.SecretaryAsync(Village.Host);
        var form = await host.GetAsync(Address(plain, moved, silent));
        var flagged = form.QuerySelector("#flagged")!.TextContent;
        Assert.Contains("单独填写 2 人", flagged, StringComparison.Ordinal);
        Assert.Contains("工作单位有变动", flagged, StringComparison.Ordinal);
        Assert.Contains("没有任何记录", flagged, StringComparison.Ordinal);
        await host.PostAsync(form, Form, ($"Lines[{moved.Id}].Picked", "true"), ($"Lines[{moved.Id}].Text", "一并发送"), ("Checked", "true"));
        Assert.Single(await village.RecordsAsync(plain, "feedback"));
        Assert.Empty(await village.RecordsAsync(moved, "feedback"));
        Assert.Empty(await village.RecordsAsync(silent, "feedback"));
    }

    [Fact]
    public async Task An_empty_letter_waits_the_others_are_sent_and_a_letter_that_was_read_stays()
    {
        var (one, other, empty) = (await GuestAsync("测试甲"), await GuestAsync("测试乙"), await GuestAsync("测试丙"));
        using var host = await village.SecretaryAsync(Village.Host);
        var form = await host.GetAsync(Address(one, other, empty));
        var rest = await host.PostAsync(form, Form, ($"Lines[{empty.Id}].Text", " "), ("Checked", "true"));
        Assert.Single(rest.QuerySelectorAll("main .error-summary li"));
        Assert.Empty(await village.RecordsAsync(empty, "feedback"));
        var result = await host.GetAsync(rest.QuerySelector(".alert-success a")!.GetAttribute("href")!);
        await using (var db = village.Installation.Db())
        {
            var read = db.Exchanges.Single(exchange => exchange.MemberId == one.MemberId);
            read.HomeSeenAt ??= village.Installation.Clock.GetUtcNow();
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }
        result = await host.PostAsync(result, Form, ("Reason", "发错了"));
        Assert.Contains("已撤销 1 条", result.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("对方已经查看", result.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(await village.RecordsAsync(one, "struck"));
        Assert.Single(await village.RecordsAsync(other, "struck"));
    }

    [Fact]
    public async Task What_no_letter_tells_of_is_nothing_to_write_about()
    {
        var day = new DateOnly(2026, 4, 20);
        var silent = await GuestAsync("测试甲", lives: false, more:
        [
            new SweepConfirmed { On = day }, new LedgerConfirmed { On = day }, new Feedback { On = day, From = Side.Host, Topic = "general", Text = "近况良好" },
            new Feedback { On = day, From = Side.Home, Topic = "general", Text = "收到" },
            new Contact { On = day, By = Side.Home, Means = "phone", Topics = ["life"], Content = "家里都好" },
        ]);
        var taught = await GuestAsync("测试乙", lives: false, more: [new Educated { On = day, By = Side.Host, Hours = 2 }]);
        using var host = await village.SecretaryAsync(Village.Host);
        var form = await host.GetAsync(Address(silent, taught));
        Assert.Contains("没有任何记录", form.QuerySelector($"#flagged li:has(a[href='/Members/{silent.MemberId}'])")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(form.QuerySelector($"input[name='Lines[{taught.Id}].Picked'][checked]"));
        Assert.Null(form.QuerySelector($"input[name='Lines[{silent.Id}].Picked']"));
    }

    [Fact]
    public async Task The_same_letter_is_not_sent_twice()
    {
        var one = await GuestAsync("测试甲");
        using var host = await village.SecretaryAsync(Village.Host);
        (string, string)[] said = [($"Lines[{one.Id}].Text", "近况良好"), ("Checked", "true")];
        await host.PostAsync(await host.GetAsync(Address(one)), Form, said);
        var page = await host.PostAsync(await host.GetAsync(Address(one)), Form, said);
        Assert.Single(await village.RecordsAsync(one, "feedback"));
        Assert.Contains("完全相同", page.QuerySelector("main .text-red")!.TextContent, StringComparison.Ordinal);
    }

    private Task<Sojourn> GuestAsync(string name, string home = Village.Home, bool lives = true, SojournEvent[]? more = null) =>
        village.AwayAsync(name, home, Village.Host, happened:
    [
        new ReportedIn { On = Arrived }, new Placed { On = Arrived },
        .. lives ? new SojournEvent[] { new OrganizedLife { On = new(2026, 4, 20), Kind = "meeting", Offline = true } } : [],
        .. more ?? [],
    ]);

    private static string Address(params Sojourn[] stays) =>
        "/Batch/feedback?side=host&period=2026-Q2&" + string.Join('&', stays.Select(stay => "who=" + stay.Id));
}
