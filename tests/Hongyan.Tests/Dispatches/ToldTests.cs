using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Sojourns;
using Hongyan.Tests.Worklist;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.Dispatches;

/// <summary>The word of a host outside, typed by home: it closes what such a record closes, is shown as told, and may have its letter beside it.</summary>
public sealed class ToldTests : IAsyncLifetime
{
    private const string Main = "main form[method=post]", Outside = "外省某街道党工委";

    // a picture of one point, with a remark that names a place
    private static readonly byte[] Picture = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAACnRFWHRQbGFjZQBoZXJlm2yuagAAAAxJREFUeJxj+M/AAAADAQEAyf6S7wAAAABJRU5ErkJggg==");
    private Village village = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => village = await Village.NewAsync();

    public ValueTask DisposeAsync() => village.DisposeAsync();

    [Fact]
    public async Task Typed_by_home_it_is_shown_as_told_and_nobody_here_owes_what_the_host_does()
    {
        var stay = await OutsideAsync("测试甲");
        using var home = await village.SecretaryAsync();
        await WriteAsync(home, stay, "reported-in", ("Values[on]", "2026-04-01"), ("Told.Day", "2026-04-20"), ("Told.Signer", "示例主任"));
        await WriteAsync(home, stay, "placed", ("Values[on]", "2026-05-04"), ("Told.Way", "phone"), ("Told.Day", "2026-05-05"));
        var told = (ReportedIn)EventJson.Read(Assert.Single(await village.RecordsAsync(stay, "reported-in")).Data);
        Assert.Equal(new Told("letter") { Day = new(2026, 4, 20), Signer = "示例主任" }, told.Told);
        Assert.Equal((new DateOnly(2026, 4, 1), "reported-in"), await DoneAsync(stay, "report-in"));
        await using (var db = village.Installation.Db())
        {
            var owed = await db.Duties.Where(duty => duty.CaseId == stay.Id && duty.DoneOn == null).Select(duty => duty.Kind).ToListAsync(Stop);
            Assert.Contains("home-inform", owed);
            Assert.Empty(owed.Intersect(["verify-and-place", "host-feedback", "host-name-contact"]));
        }
        var page = await home.GetAsync($"/Members/{stay.MemberId}");
        var lines = page.QuerySelectorAll(".timeline-list > li").Select(line => line.TextContent).ToList();
        Assert.Contains(lines, line => line.Contains("据来函（信函", StringComparison.Ordinal) && line.Contains("示例主任", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("据来函（电话", StringComparison.Ordinal));
        var row = (await home.GetAsync("/Dispatches/Matching")).QuerySelector("tbody tr")!;
        Assert.Equal("state state-done", row.QuerySelector(".state")!.ClassName);
    }

    [Fact]
    public async Task A_letter_dated_before_what_it_tells_or_ahead_is_asked_again()
    {
        var stay = await OutsideAsync("测试甲");
        using var home = await village.SecretaryAsync();
        foreach (var (day, sentence) in new[] { ("2026-03-31", "早于"), ("2026-05-11", "晚于") })
        {
            var page = await WriteAsync(home, stay, "reported-in", ("Values[on]", "2026-04-01"), ("Told.Day", day));
            Assert.Contains(sentence, page.GetElementById("Told_Day_error")!.TextContent, StringComparison.Ordinal);
        }
        Assert.Empty(await village.RecordsAsync(stay, "reported-in"));
    }

    [Fact]
    public async Task Corrected_it_keeps_how_it_was_told_and_struck_the_duty_is_open_again()
    {
        var stay = await OutsideAsync("测试甲");
        using var home = await village.SecretaryAsync();
        await WriteAsync(home, stay, "reported-in", ("Values[on]", "2026-04-01"), ("Told.Day", "2026-04-20"));
        var record = Assert.Single(await village.RecordsAsync(stay, "reported-in"));
        var form = await home.GetAsync($"/Records/New?member={stay.MemberId}&sojourn={stay.Id}&type=reported-in&side=host&corrects={record.Id}");
        Assert.Equal("2026-04-20", form.QuerySelector<IHtmlInputElement>("[name='Told.Day']")!.Value);
        await home.PostAsync(form, "main form", ("Values[on]", "2026-04-02"));
        var later = (await village.RecordsAsync(stay, "reported-in")).Single(one => one.CorrectsId == record.Id);
        Assert.Equal((new DateOnly(2026, 4, 2), new DateOnly(2026, 4, 20)), (later.OnDate, EventJson.Read(later.Data).Told!.Day!.Value));
        var strike = await home.GetAsync(Features.Records.StrikeModel.AddressOf(stay.MemberId, later.Id, "/Worklist"));
        await home.PostAsync(strike, "main form", ("Reason", "来函说的是别人"));
        Assert.Null((await village.DutyAsync(stay, "report-in")).DoneOn);
    }

    [Fact]
    public async Task A_host_of_this_installation_speaks_for_itself()
    {
        var stay = await village.AwayAsync("测试甲", host: Village.Host);
        using var host = await village.SecretaryAsync(Village.Host);
        var form = await host.GetAsync(FormOf(stay, "reported-in"));
        Assert.Null(form.QuerySelector("[name='Told.Day']"));
        await host.PostAsync(form, "main form", ("Told.Way", "letter"), ("Told.Day", "2026-05-10"));
        Assert.Null(EventJson.Read(Assert.Single(await village.RecordsAsync(stay, "reported-in")).Data).Told);
    }

    [Fact]
    public async Task The_scan_of_its_letter_is_kept_without_its_remarks_for_whoever_sees_the_record()
    {
        var stay = await OutsideAsync("测试甲");
        using var home = await village.SecretaryAsync();
        var page = await home.UploadAsync(await home.GetAsync(FormOf(stay, "reported-in")), "main form", "Told.Scan", "来函.png", "no picture"u8.ToArray());
        Assert.NotNull(page.GetElementById("Told_Scan_error"));
        await home.UploadAsync(page, "main form", "Told.Scan", "来函.png", Picture);
        var scan = EventJson.Read(Assert.Single(await village.RecordsAsync(stay, "reported-in")).Data).Told!.Scan!;
        Assert.Equal("来函.png", scan.Name);
        var address = $"/Records/Scan/{stay.MemberId}/{stay.Id}/{scan.Id}";
        Assert.NotNull((await home.GetAsync($"/Members/{stay.MemberId}")).QuerySelector($".timeline-list a[href='{address}']"));
        await home.GetAsync(address);
        Assert.Equal("image/png", home.Answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("attachment", home.Answer.Content.Headers.ContentDisposition!.DispositionType);
        var read = await home.Answer.Content.ReadAsByteArrayAsync(Stop);
        Assert.DoesNotContain("tEXt", System.Text.Encoding.Latin1.GetString(read), StringComparison.Ordinal);
        using var neighbour = await village.SecretaryAsync(Village.Neighbour);
        await neighbour.GetAsync(address);
        Assert.Equal(HttpStatusCode.NotFound, neighbour.Status);
        await using var db = village.Installation.Db();
        Assert.Contains(await db.Audit.Where(entry => entry.Act == "case-file-read").ToListAsync(Stop), entry => entry.MemberId == stay.MemberId);
        var kept = (await db.Set<KeptCaseFilePart>().SingleAsync(Stop)).Content;
        Assert.Equal(-1, kept.AsSpan().IndexOf(Picture.AsSpan(0, 8)));
    }

    [Fact]
    public async Task Forty_tell_of_themselves_in_one_letter_and_it_is_typed_once()
    {
        const int many = 40;
        var stays = new List<Sojourn>();
        for (var one = 0; one < many; one++)
            stays.Add(await OutsideAsync("测试外地" + one, new ReportedIn { On = new(2026, 4, 1), Told = new("letter") }));
        using var home = await village.SecretaryAsync();
        var form = await home.GetAsync("/Batch/placed?side=host&" + string.Join("&", stays.Select(stay => "who=" + stay.Id)));
        var check = await home.PostAsync(form, Main, ("Common.On", "2026-04-10"), ("Common.ToldOn", "2026-04-09"));
        Assert.Contains("早于", check.GetElementById("Common_ToldOn_error")!.TextContent, StringComparison.Ordinal);
        check = await home.PostAsync(check, Main, ("Common.ToldOn", "2026-04-20"), ("Common.ToldSigner", "示例"));
        await home.PostAsync(check, Main, ("Checked", "true"));
        await using var db = village.Installation.Db();
        var placed = await db.Records.Where(record => record.Type == "placed").Select(record => record.Data).ToListAsync(Stop);
        Assert.Equal(many, placed.Count(data => EventJson.Read(data).Told == new Told("letter") { Day = new(2026, 4, 20), Signer = "示例" }));
    }

    [Fact]
    public async Task Forty_questions_before_the_review_leave_in_six_clicks_and_a_slip_is_the_hosts_word()
    {
        const int many = 40;
        for (var one = 0; one < many; one++)
        {
            await OutsideAsync("测试外地" + one, new ReportedIn { On = new(2026, 2, 1), Told = new("letter") },
                new Placed { On = new(2026, 2, 2), Told = new("letter") });
        }
        village.Installation.Clock.MoveTo(new DateOnly(2026, 12, 5));
        await using (var db = village.Installation.Db())
        {
            foreach (var stay in await db.Sojourns.ToListAsync(Stop)) // the nightly job's work
            {
                var recording = new RecordServices(village.Installation.Instance, db).Recording;
                Assert.True(await recording.AddAsync(stay, [new Contact { On = new(2026, 12, 1), By = Side.Home }], Stop));
                await recording.SaveAsync(Stop);
            }
        }
        using var home = await village.SecretaryAsync();
        await home.GetAsync("/Dispatches");
        var clicks = 1;
        var owed = await home.GetAsync("/Dispatches/Owed?kind=review-asked");
        clicks += 2; // all of them, drafted
        var drafts = await home.PostAsync(owed, Main, [.. owed.QuerySelectorAll<IHtmlInputElement>("input[name=Letter]").Select(box => ("Letter", box.Value))]);
        Assert.Equal(many, drafts.QuerySelectorAll("textarea").Length);
        clicks++;
        var printed = await home.FormAsync(home.Answer.RequestMessage!.RequestUri!.PathAndQuery + "&handler=Keep", drafts,
            ("Ids", drafts.QuerySelector<IHtmlInputElement>("input[name=Ids]")!.Value));
        Assert.Equal(many - 1, printed.QuerySelectorAll(".paper-break").Length);
        clicks++;
        drafts = await home.GetAsync(printed.QuerySelector("a[href^='/Dispatches/Drafts']")!.GetAttribute("href")!);
        clicks++;
        await home.PostAsync(drafts, Main);
        Assert.Equal("/Dispatches", home.Path);
        Assert.Equal(6, clicks);
        await using var read = village.Installation.Db();
        Assert.Equal(many, await read.Duties.CountAsync(duty => duty.Kind == "ask-host-for-review" && duty.ClosedBy == "review-asked", Stop));
        var letter = await read.Dispatches.FirstAsync(Stop);
        var slip = await home.GetAsync("/Dispatches/Answer/" + letter.Id);
        await home.PostAsync(slip, Main, ("Said[opinion]", "active"), ("Signer", "示例"), ("Text", "按时参加组织生活"));
        var said = (Feedback)EventJson.Read((await read.Records.SingleAsync(record => record.Type == "feedback", Stop)).Data);
        Assert.Equal((Side.Host, "review", "letter", "示例"), (said.From, said.Topic, said.Told!.Way, said.Told.Signer));
    }

    [Fact]
    public async Task Each_line_that_is_not_matched_has_its_next_act()
    {
        var never = await OutsideAsync("测试外地");
        var unknown = await village.AwayAsync("测试不明");
        using var home = await village.SecretaryAsync();
        var rows = (await home.GetAsync("/Dispatches/Matching")).QuerySelectorAll("tbody tr").ToDictionary(row => row.QuerySelector("th")!.TextContent.Trim());
        var form = await home.GetAsync(rows["测试不明"].QuerySelector("td a.btn")!.GetAttribute("href")!);
        await home.PostAsync(form, "main form", ("Values[host]", Outside));
        Assert.Equal("/Dispatches/Matching", home.Path);
        await using var db = village.Installation.Db();
        Assert.Equal(Outside, (await db.Sojourns.SingleAsync(stay => stay.Id == unknown.Id, Stop)).HostName);
        var owed = await home.GetAsync(rows["测试外地"].QuerySelector("td a.btn")!.GetAttribute("href")!);
        var box = Assert.Single(owed.QuerySelectorAll<IHtmlInputElement>("input[name=Letter]"));
        await home.PostAsync(await home.PostAsync(owed, Main, ("Letter", box.Value)), Main);
        Assert.Equal("/Dispatches", home.Path);
        Assert.Equal("introduction", (await db.Dispatches.SingleAsync(letter => letter.SojournId == never.Id, Stop)).Kind);
    }

    private static string FormOf(Sojourn stay, string type) => $"/Records/New?member={stay.MemberId}&sojourn={stay.Id}&type={type}&side=host";

    private static async Task<IHtmlDocument> WriteAsync(TestBrowser home, Sojourn stay, string type, params (string, string)[] typed) =>
        await home.PostAsync(await home.GetAsync(FormOf(stay, type)), "main form", typed);

    private async Task<(DateOnly, string)> DoneAsync(Sojourn stay, string kind)
    {
        var duty = await village.DutyAsync(stay, kind);
        return (duty.DoneOn!.Value, duty.ClosedBy!);
    }

    private async Task<Sojourn> OutsideAsync(string name, params SojournEvent[] happened)
    {
        var stay = await village.AwayAsync(name);
        await using var db = village.Installation.Db();
        var kept = await db.Sojourns.SingleAsync(one => one.Id == stay.Id, Stop);
        kept.HostName = Outside;
        await db.SaveChangesAsync(Stop);
        if (happened.Length > 0)
        {
            var recording = new RecordServices(village.Installation.Instance, db).Recording;
            Assert.True(await recording.AddAsync(kept, happened, Stop));
            await recording.SaveAsync(Stop);
        }
        return kept;
    }
}
