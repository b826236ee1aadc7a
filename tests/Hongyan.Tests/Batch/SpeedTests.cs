using System.Diagnostics;
using AngleSharp.Html.Dom;
using Hongyan.Data;
using Hongyan.Tests.Worklist;

namespace Hongyan.Tests.Batch;

/// <summary>How long whoever sends a batch waits: forty lines within two seconds, three hundred within ten.</summary>
[Trait("part", "night")]
[Collection(Alone.Name)]
public sealed class SpeedTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const string Form = "main form[method=post]";
    private Village village = null!;

    public async ValueTask InitializeAsync() => village = await Village.NewAsync(alone: true);

    public ValueTask DisposeAsync() => village.DisposeAsync();

    [Theory]
    [InlineData(40, 2)]
    [InlineData(300, 10)]
    public async Task A_batch_is_saved_before_its_sender_goes_for_tea(int lines, int seconds)
    {
        var stays = new List<Sojourn>();
        for (var count = 0; count < lines; count++)
            stays.Add(await village.AwayAsync($"测试{count:000}"));
        using var browser = await village.SecretaryAsync();
        for (var round = 0; round < 2; round++) // the first one finds nothing warm
        {
            var act = (await browser.GetAsync("/Worklist?by=kind&due=later")).QuerySelectorAll(".task > a.btn").Select(link => link.GetAttribute("href")!)
                .First(link => link.StartsWith("/Batch/contact?", StringComparison.Ordinal) && link.Contains("2026-Q2", StringComparison.Ordinal));
            var (form, opened) = await TimedAsync(() => browser.GetAsync(act));
            Assert.Equal(lines, form.QuerySelectorAll("input[name=Row]").Length);
            var note = round == 0 ? "谈了近况" : "再谈";
            (string, string)[] said = [("Common.Topics", "life"), .. stays.Select(stay => ($"Lines[{stay.Id}].Content", $"{note} {stay.Id:N}"))];
            var (check, judged) = await TimedAsync(() => browser.PostAsync(form, Form, said));
            var (_, saved) = await TimedAsync(() => browser.PostAsync(check, Form, ("Checked", "true")));
            Assert.Equal("/Batch/Done", browser.Path);
            output.WriteLine(
                $"{lines} lines, round {round}: opened {opened.TotalSeconds:0.0} s, checked {judged.TotalSeconds:0.0} s, saved {saved.TotalSeconds:0.0} s");
            Assert.InRange(saved.TotalSeconds, 0, seconds);
            await OpenAgainAsync();
        }
    }

    /// <summary>The duty is owed again, so that the same row is there.</summary>
    private async Task OpenAgainAsync()
    {
        using var clerk = await village.Installation.SignInAsync(Hongyan.Platform.Roles.Clerk, Village.HomeCommittee);
        var result = await clerk.GetAsync((await clerk.GetAsync("/Batch")).QuerySelector("main a[href^='/Batch/Done']")!.GetAttribute("href")!);
        var (undone, time) = await TimedAsync(() => clerk.PostAsync(result, Form, ("Reason", "再试一次")));
        Assert.Contains("已撤销", undone.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        output.WriteLine($"taken back in {time.TotalSeconds:0.0} s");
    }

    private static async Task<(IHtmlDocument Page, TimeSpan Time)> TimedAsync(Func<Task<IHtmlDocument>> ask)
    {
        var begun = Stopwatch.GetTimestamp();
        var page = await ask();
        return (page, Stopwatch.GetElapsedTime(begun));
    }
}
