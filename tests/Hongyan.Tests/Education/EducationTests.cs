using System.Net;
using Hongyan.Data;
using Hongyan.Rules.Sojourns;
using Hongyan.Tests.Worklist;

namespace Hongyan.Tests.Education;

public sealed class EducationTests : IAsyncLifetime
{
    private Village village = null!;

    public async ValueTask InitializeAsync() => village = await Village.NewAsync();

    public ValueTask DisposeAsync() => village.DisposeAsync();

    [Fact]
    public async Task A_training_is_entered_once_for_everybody_and_counts_for_both_sides()
    {
        var one = await PlacedAsync("测试甲");
        var other = await PlacedAsync("测试乙");
        using var host = await village.SecretaryAsync(Village.Host);
        var form = await host.GetAsync("/Education/New");
        var fields = Fields("training", "8", one, other);
        var page = await host.PostAsync(form, "main form[method=post]", fields);
        Assert.Equal("/Education", host.Path);
        Assert.Equal(2, page.QuerySelectorAll("tbody tr").Length);
        await host.FormAsync("/Education/New", form, [.. fields, ("Id", Id(form)), ("Org", Village.Host)]);
        foreach (var stay in new[] { one, other })
            Assert.Equal(Side.Host, ((Educated)EventJson.Read((await village.RecordsAsync(stay, "educated")).Single().Data)).By);
        using var home = await village.SecretaryAsync();
        form = await home.GetAsync("/Education/New");
        await home.PostAsync(form, "main form[method=post]", Fields("mailed", "1.5", one));
        page = await home.GetAsync("/Education");
        Assert.Contains("9.5 / 32", page.QuerySelectorAll("tbody tr").Single(row => row.TextContent.Contains("测试甲", StringComparison.Ordinal)).TextContent,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_comes_back_with_too_few_hours_is_offered_make_up_training()
    {
        var stay = await village.AwayAsync("测试甲", happened: [new Returned { On = new DateOnly(2026, 5, 1) }]);
        using var home = await village.SecretaryAsync();
        var page = await home.GetAsync("/Education");
        var form = await home.GetAsync(page.QuerySelector("tbody a.btn")!.GetAttribute("href")!);
        page = await home.PostAsync(form, "main form[method=post]", ("Topic", "补课"), ("Hours", "32"));
        Assert.Equal("make-up", ((Educated)EventJson.Read((await village.RecordsAsync(stay, "educated")).Single().Data)).Kind);
        Assert.Null(page.QuerySelector("tbody a.btn"));
    }

    [Fact]
    public async Task What_is_wrong_is_said_and_nobody_elses_members_can_be_ticked()
    {
        var stay = await PlacedAsync("测试甲");
        var stranger = await village.AwayAsync("测试乙", home: Village.Neighbour);
        using var host = await village.SecretaryAsync(Village.Host);
        var form = await host.GetAsync("/Education/New");
        var page = await host.PostAsync(form, "main form[method=post]", [.. Fields("training", "8", stranger), ("OnDate", "2026-05-11")]);
        Assert.Equal(2, page.QuerySelectorAll(".error-summary li").Length);
        Assert.Empty(await village.RecordsAsync(stay, "educated"));
        Assert.Empty(await village.RecordsAsync(stranger, "educated"));
        await host.GetAsync($"/Education?org={Village.Home}");
        Assert.Equal(HttpStatusCode.NotFound, host.Status);
    }

    private Task<Sojourn> PlacedAsync(string name) => village.AwayAsync(name, host: Village.Host, happened:
        [new ReportedIn { On = new DateOnly(2026, 1, 20) }, new Placed { On = new DateOnly(2026, 1, 25), Organization = Village.Host }]);

    private static string Id(AngleSharp.Html.Dom.IHtmlDocument form) => form.QuerySelector("main input[name=Id]")!.GetAttribute("value")!;

    private static (string, string)[] Fields(string kind, string hours, params Sojourn[] stays) =>
        [("Kind", kind), ("Topic", "党的创新理论"), ("Hours", hours), .. stays.Select(stay => ("Members", stay.MemberId.ToString()))];
}
