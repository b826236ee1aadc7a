using System.Net;
using AngleSharp.Html.Dom;
using Hongyan.Data;
using Hongyan.Features.Import;
using Hongyan.Features.Outside;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Sojourns;
using Hongyan.Tests.Worklist;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.Outside;

/// <summary>A host outside as an entry of the directory: named at the departure, learned of later, and read from a roster.</summary>
public sealed class HostOutsideTests : IAsyncLifetime
{
    private const string Host = "外省青禾市柳湾镇柳湾村党支部";
    private Village village = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => village = await Village.NewAsync();

    public ValueTask DisposeAsync() => village.DisposeAsync();

    [Fact]
    public async Task A_departure_finds_the_entry_of_its_host_however_it_is_written()
    {
        var known = await village.Installation.KeepAsync("稻香乡党委");
        var stay = await DepartAsync(("Host", "中共四川省稻香乡委员会"));
        Assert.Equal((known, null, "中共四川省稻香乡委员会"), (stay.HostOutside!.Value, stay.HostPath, stay.HostName));
        using var home = await village.SecretaryAsync();
        var page = await home.GetAsync($"/Members/{stay.MemberId}");
        Assert.Contains("稻香乡党委", page.QuerySelector($"a[href='/Outside/{known}']")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("系统外", page.QuerySelector($"a[href='/Outside/{known}']")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_may_stand_and_an_entry_is_made_in_passing()
    {
        Assert.Equal((null, Host), await HostOfAsync(("Host", Host)));
        Assert.Empty(await village.Installation.AllAsync());
        var made = await DepartAsync(("Host", Host), ("Outside.Chosen", "new"), ("Outside.Level", "branch"), ("Outside.Place", "四川省"),
            ("Outside.NoPhone", "true"));
        var entry = Assert.Single(await village.Installation.AllAsync());
        Assert.Equal((entry.Id, Host, "510000"), (made.HostOutside!.Value, entry.Name, entry.RegionCode!));
    }

    [Fact]
    public async Task A_new_entry_that_lacks_something_is_asked_for_and_nothing_is_kept()
    {
        var member = (await village.AwayAsync("测试甲", happened: new Returned { On = new(2026, 2, 1) })).MemberId;
        using var home = await village.SecretaryAsync();
        var page = await SendAsync(home, member, ("Host", Host), ("Outside.Chosen", "new"));
        Assert.NotNull(page.GetElementById("Outside_Place_error"));
        Assert.Equal("words", page.QuerySelectorAll("input[name='Outside.Chosen']")[0].GetAttribute("value"));
        await using var db = village.Installation.Db();
        Assert.Single(await db.Sojourns.Where(stay => stay.MemberId == member).ToListAsync(Stop));
    }

    [Fact]
    public async Task While_somebody_types_the_entries_come_beside_the_words()
    {
        var known = await village.Installation.KeepAsync("稻香乡党委");
        using var home = await village.SecretaryAsync();
        var part = await home.GetAsync($"/Outside/Find?prefix=Outside&words=Host&Host={Uri.EscapeDataString("稻香乡党委驻沪工作站")}");
        Assert.Equal([known.ToString(), "words", "new"], part.QuerySelectorAll("input[type=radio]").Select(one => one.GetAttribute("value")));
        Assert.Empty(part.QuerySelectorAll("header"));
        part = await home.GetAsync($"/Outside/Find?prefix=Outside&words=Host&Host={Uri.EscapeDataString("测试街道党工委")}");
        Assert.Empty(part.QuerySelectorAll("input, p")); // it works here
    }

    [Fact]
    public async Task Gone_on_to_a_host_outside_he_is_no_longer_the_former_ones_and_struck_he_is_again()
    {
        var known = await village.Installation.KeepAsync("稻香乡党委");
        var stay = await village.AwayAsync("测试甲", host: Village.Host, happened:
            [new ReportedIn { On = new(2026, 1, 20), Organization = Village.Host }, new Placed { On = new(2026, 1, 26), Organization = Village.Host }]);
        using var home = await village.SecretaryAsync();
        var form = await home.GetAsync($"/Records/New?member={stay.MemberId}&sojourn={stay.Id}&type=host-changed&side=home");
        await home.PostAsync(form, "main form", ("Values[host]", "中共四川省稻香乡委员会"));
        var kept = await KeptAsync(stay);
        Assert.Equal(("away", null, known), (kept.State, kept.HostPath, kept.HostOutside!.Value));
        using var former = await village.SecretaryAsync(Village.Host);
        Assert.Empty((await former.GetAsync("/Worklist")).QuerySelectorAll($".duty a[href*='{stay.Id}']"));
        await former.GetAsync($"/Members/{stay.MemberId}");
        Assert.Equal(HttpStatusCode.OK, former.Status); // his own time
        var record = Assert.Single(await village.RecordsAsync(stay, "host-changed"));
        var strike = await home.GetAsync(Features.Records.StrikeModel.AddressOf(stay.MemberId, record.Id, "/Worklist"));
        await home.PostAsync(strike, "main form", ("Reason", "记错了人"));
        kept = await KeptAsync(stay);
        Assert.Equal(("placed", Village.Host, null), (kept.State, kept.HostPath, kept.HostOutside));
    }

    [Fact]
    public async Task A_roster_of_outflow_finds_or_makes_its_hosts()
    {
        var known = await village.Installation.KeepAsync("稻香乡党委");
        foreach (var name in new[] { "测试甲", "测试乙", "测试丙" })
            await village.AwayAsync(name, happened: new Returned { On = new(2026, 2, 1) });
        await using var db = village.Installation.Db();
        var instance = village.Installation.Instance;
        var writing = new RecordServices(instance, db);
        var importer = new Importer(db, instance.Policy, instance.Secrets, writing.Recording, writing.Audit);
        string[][] rows =
        [
            ["姓名", "出生日期", "所在支部", "外出时间", "流入地", "流入地党组织", "流入地联系电话"],
            ["测试甲", "1990-05-01", "测试村党支部", "2026-04-01", "四川省绵阳市", "稻香乡委员会", ""],
            ["测试乙", "1990-05-01", "测试村党支部", "2026-04-02", "四川省绵阳市", "荷塘镇党委", "19900001111"],
            ["测试丙", "1990-05-01", "测试村党支部", "2026-04-03", "四川省绵阳市", "测试社区党支部", ""],
        ];
        var csv = string.Join("\n", rows.Select(row => string.Join(",", row)));
        var roster = Importer.Read(System.Text.Encoding.UTF8.GetBytes(csv), ImportKind.Outflow);
        var judged = await importer.JudgeAsync(roster, Village.HomeCommittee, Village.Today, Stop);
        Assert.Equal((3, 0), (judged.Accepted, judged.Rejected));
        Assert.Equal(["荷塘镇党委"], judged.Homes!.Made);
        await importer.SaveAsync(judged, Stop);
        await using var read = village.Installation.Db();
        var stays = await read.Sojourns.Where(stay => stay.EndedOn == null).OrderBy(stay => stay.DepartedOn).ToListAsync(Stop);
        var made = (await village.Installation.AllAsync()).Single(one => one.Id != known);
        Assert.Equal([known, made.Id, null], stays.Select(stay => stay.HostOutside));
        Assert.Equal([null, null, Village.Host], stays.Select(stay => stay.HostPath));
    }

    private async Task<(Guid? Entry, string? Name)> HostOfAsync(params (string, string)[] typed)
    {
        var stay = await DepartAsync(typed);
        return (stay.HostOutside, stay.HostName);
    }

    private async Task<Sojourn> DepartAsync(params (string, string)[] typed)
    {
        var member = (await village.AwayAsync("测试甲", happened: new Returned { On = new(2026, 2, 1) })).MemberId;
        using var home = await village.SecretaryAsync();
        await SendAsync(home, member, typed);
        Assert.Equal($"/Members/{member}", home.Path);
        await using var db = village.Installation.Db();
        return await db.Sojourns.AsNoTracking().SingleAsync(stay => stay.MemberId == member && stay.EndedOn == null, Stop);
    }

    private static async Task<IHtmlDocument> SendAsync(TestBrowser home, Guid member, params (string, string)[] typed) =>
        await home.PostAsync(await home.GetAsync($"/Members/{member}/Departure"), "main form",
            [("Values[departs]", "2026-05-10"), ("Values[reason]", "work"), ("Values[destination]", "四川省绵阳市"), .. typed]);

    private async Task<Sojourn> KeptAsync(Sojourn stay)
    {
        await using var db = village.Installation.Db();
        return await db.Sojourns.AsNoTracking().SingleAsync(one => one.Id == stay.Id, Stop);
    }
}
