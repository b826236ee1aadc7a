using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Hongyan.Data;
using Hongyan.Records;
using Hongyan.Rules.Sojourns;
using Hongyan.Tests.Reception;
using Hongyan.Tests.Worklist;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.Dispatches;

/// <summary>What both sides know of each other in both directions, and the answers that home gives to a host outside.</summary>
public sealed class MatchingTests : IAsyncLifetime
{
    private const string OutsideHost = "外省某街道党工委";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private Village village = null!;

    public async ValueTask InitializeAsync() => village = await ReceptionSteps.NewAsync();

    public ValueTask DisposeAsync() => village.DisposeAsync();

    [Fact]
    public async Task Guests_are_told_apart_by_what_their_home_said()
    {
        await village.GuestAsync("测试未问");
        await village.GuestAsync("测试不明", home: null);
        await village.GuestAsync("测试已问", happened: new HomeAsked { On = new(2026, 3, 1), What = ["membership"], Way = "phone", To = GuestSteps.Home });
        await village.GuestAsync("测试来函", happened: new HomeAnswered { On = new(2026, 3, 1), What = "membership", Answer = "yes", Way = "letter" });
        await village.AwayAsync("测试本地", host: Village.Host,
            happened: [new ReportedIn { On = new(2026, 2, 1) }, new Placed { On = new(2026, 2, 2), Organization = Village.Host }]);
        using var clerk = await village.ClerkAsync();
        var page = await clerk.GetAsync("/Dispatches/Matching?way=in");
        var states = StatesOf(page);
        Assert.Equal(new Dictionary<string, string>
        {
            ["测试未问"] = "尚未去函", ["测试不明"] = "对方不明", ["测试已问"] = "已去函，未答复", ["测试来函"] = "来函已确认", ["测试本地"] = "系统内已确认",
        }, states);
        foreach (var (name, target) in new[] { ("测试未问", "type=home-asked"), ("测试不明", "type=home-changed"), ("测试已问", "/Dispatches/Asked?sojourn=") })
        {
            var row = page.QuerySelectorAll("tbody tr").Single(one => one.QuerySelector("th")!.TextContent.Trim() == name);
            Assert.Contains(target, row.QuerySelector("a.btn")!.GetAttribute("href"), StringComparison.Ordinal);
        }
        var narrowed = await clerk.GetAsync("/Dispatches/Matching?way=in&state=unknown");
        Assert.Single(narrowed.QuerySelectorAll("tbody tr"));
    }

    [Fact]
    public async Task Members_away_are_told_apart_by_their_host()
    {
        await village.AwayAsync("测试无人");
        await village.AwayAsync("测试途中", host: Village.Host);
        await OutsideAsync("测试外地");
        using var home = await village.SecretaryAsync();
        var page = await home.GetAsync("/Dispatches/Matching");
        var states = StatesOf(page);
        Assert.Equal(new Dictionary<string, string> { ["测试无人"] = "对方不明", ["测试途中"] = "待对方接收", ["测试外地"] = "尚未去函" }, states);
        using var neighbour = await village.SecretaryAsync(Village.Neighbour);
        Assert.Empty((await neighbour.GetAsync("/Dispatches/Matching")).QuerySelectorAll("tbody tr"));
    }

    [Fact]
    public async Task A_question_of_a_host_outside_is_answered_by_a_letter()
    {
        var stay = await OutsideAsync("测试外地", new AskedByHost { On = new(2026, 5, 4), What = ["membership", "dues"], Way = "letter" });
        using var home = await village.SecretaryAsync();
        var owed = await home.GetAsync($"/Dispatches/Owed?stay={stay.Id}");
        var box = owed.QuerySelectorAll<IHtmlInputElement>("input[name=Letter]").Single(one => one.Value.Split('.')[1] == "answering");
        var drafts = await home.PostAsync(owed, "main form[method=post]", ("Letter", box.Value));
        var area = drafts.QuerySelector<IHtmlTextAreaElement>("textarea")!;
        Assert.StartsWith(OutsideHost, area.Value.TrimStart(), StringComparison.Ordinal);
        Assert.Contains("党费交到哪个月", area.Value, StringComparison.Ordinal);
        await home.PostAsync(drafts, "main form[method=post]", (area.Name!, OutsideHost + "：\n测试外地同志是我支部党员，党费交至2026年4月。"));
        Assert.Equal("/Dispatches", home.Path);
        var duty = await village.DutyAsync(stay, "answer-host", "2026-05-04");
        Assert.Equal((Village.Today, "host-answered"), (duty.DoneOn!.Value, duty.ClosedBy));
        var said = (HostAnswered)EventJson.Read(Assert.Single(await village.RecordsAsync(stay, "host-answered")).Data);
        Assert.Equal(["membership", "dues"], said.What);
        Assert.Equal("2026-001", said.Dispatch);
    }

    private static Dictionary<string, string> StatesOf(IHtmlDocument page) => page.QuerySelectorAll("tbody tr")
        .ToDictionary(row => row.QuerySelector("th")!.TextContent.Trim(), row => row.QuerySelector(".state")!.TextContent);

    private async Task<Sojourn> OutsideAsync(string name, params SojournEvent[] happened)
    {
        var stay = await village.AwayAsync(name);
        await using var db = village.Installation.Db();
        var kept = await db.Sojourns.SingleAsync(one => one.Id == stay.Id, Stop);
        (kept.HostName, kept.HostPath) = (OutsideHost, null);
        await db.SaveChangesAsync(Stop);
        if (happened.Length == 0)
            return kept;
        var recording = new RecordServices(village.Installation.Instance, db).Recording;
        Assert.True(await recording.AddAsync(kept, happened, Stop));
        await recording.SaveAsync(Stop);
        return kept;
    }
}
