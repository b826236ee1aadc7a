using Hongyan.Data;
using Hongyan.Features.Peers;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Exchange;
using Hongyan.Rules.Sojourns;
using Hongyan.Tests.Reception;
using Hongyan.Tests.Worklist;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.Peers;

/// <summary>What the two sides of a stay tell each other, and what is refused, with its code and its sentence.</summary>
public sealed class KindTests : IAsyncLifetime
{
    private const string Name = "诸葛测甲";
    private static readonly DateOnly Day = new(2026, 5, 6);
    private Pair pair = null!;
    private Sojourn home = null!;
    private Sojourn host = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        pair = await Pair.NewAsync();
        home = await pair.Home.AwayAsync(Name);
        host = await pair.Host.GuestAsync(Name);
    }

    public ValueTask DisposeAsync() => pair.DisposeAsync();

    [Fact]
    public async Task A_stay_is_matched_by_a_person_at_the_host_and_both_sides_tell_each_other_from_then_on()
    {
        await MatchAsync();
        var shared = await SharedAsync(pair.Home);
        Assert.Equal((host.Id.ToString(), home.Id), (shared.Theirs, shared.CaseId));
        await RoundAsync();
        Assert.Single(await pair.Home.RecordsAsync(home, "reported-in")); // he had reported in before
        await WriteAsync(pair.Host, host, new Placed { On = Day, Organization = Village.HostCommittee },
            new Feedback { On = Day, From = Side.Host, Topic = "general", Text = "在社区值班" },
            new ContactPersonNamed { On = Day, By = Side.Host, Person = "测试联系人" });
        await RoundAsync();
        foreach (var type in new[] { "placed", "feedback", "contact-person-named" })
            Assert.Single(await pair.Home.RecordsAsync(home, type));
        await using (var db = pair.Home.Installation.Db())
        {
            var stay = await db.Sojourns.AsNoTracking().SingleAsync(one => one.Id == home.Id, Stop);
            Assert.Equal((SojournState.Placed, "测试联系人", null), (stay.State, stay.HostContact, stay.HostPath));
        }
        await WriteAsync(pair.Home, home, new Feedback { On = Day, From = Side.Home, Topic = "general", Text = "收到" }, new Returned { On = Village.Today });
        await RoundAsync();
        Assert.Contains(await pair.Host.RecordsAsync(host, "feedback"), one => one.Data.Contains("收到", StringComparison.Ordinal));
        using var clerk = await pair.Host.Installation.SignInAsync(Roles.Clerk, Village.HomeCommittee);
        var page = await clerk.GetAsync("/Peers/Messages");
        Assert.Contains("返回", page.QuerySelector("[aria-labelledby=to-do]")!.TextContent, StringComparison.Ordinal);
        foreach (var village in new[] { pair.Home, pair.Host })
            Assert.All(await Pair.SentAsync(village), one => Assert.True(one.State == SentMessage.Accepted, $"{one.Kind} {one.State} {one.Code}"));
        var count = (await Pair.SentAsync(pair.Home)).Count + (await Pair.SentAsync(pair.Host)).Count;
        await RoundAsync(); // of each record one message, and no echo
        Assert.Equal(count, (await Pair.SentAsync(pair.Home)).Count + (await Pair.SentAsync(pair.Host)).Count);
    }

    [Fact]
    public async Task An_opinion_on_a_conversion_is_asked_given_and_the_decision_told()
    {
        await MatchAsync();
        await WriteAsync(pair.Home, home, new ConversionOpinionAsked { On = Day });
        await RoundAsync();
        Assert.Single(await pair.Host.RecordsAsync(host, "conversion-opinion-asked"));
        await WriteAsync(pair.Host, host, new ConversionOpinion { On = Day, Opinion = "convert", Text = "表现良好" });
        await RoundAsync();
        Assert.Single(await pair.Home.RecordsAsync(home, "conversion-opinion"));
        await WriteAsync(pair.Home, home, new ConversionDecided { On = Day, Result = "converted" });
        await RoundAsync();
        Assert.Contains(await Pair.ReceivedAsync(pair.Host), one => one is { Kind: "conversion-decided", State: ReceivedMessage.Accepted });
        Assert.Empty(await pair.Host.RecordsAsync(host, "conversion-decided")); // a person there puts the register right
    }

    [Fact]
    public async Task What_the_host_asks_and_what_home_answers_arrive_and_no_machine_says_yes_or_no()
    {
        await MatchAsync();
        await WriteAsync(pair.Host, host, new HomeAsked { On = Day, What = ["membership", "dues"], Way = "envelope", To = "镇党委" });
        await RoundAsync();
        Assert.Single(await pair.Home.RecordsAsync(home, "asked-by-host"));
        await WriteAsync(pair.Home, home, new HostAnswered { On = Day, What = ["membership"], Way = "envelope", Text = "是本支部党员" });
        await RoundAsync();
        Assert.Empty(await pair.Host.RecordsAsync(host, "home-answered"));
        Assert.Contains(await Pair.ReceivedAsync(pair.Host), one => one is { Kind: "identity-answered", State: ReceivedMessage.Accepted, HandledAt: null });
    }

    [Fact]
    public async Task A_fact_of_home_is_told_as_a_fact_and_a_struck_one_is_withdrawn()
    {
        await MatchAsync();
        await ToldAsync(pair.Home, "lost", new { }, of => of.Record = Guid.CreateVersion7());
        await ToldAsync(pair.Home, "found", new { });
        await ToldAsync(pair.Home, "died", new { });
        await ToldAsync(pair.Host, "left-host", new { reason = "moved-on", to = "unknown" });
        await ToldAsync(pair.Home, "return", new { });
        var lost = (await Pair.SentAsync(pair.Home)).Single(one => one.Kind == "lost");
        using var clerk = await pair.Home.Installation.SignInAsync(Roles.Clerk, Village.HomeCommittee);
        var address = $"/Peers/Message/{lost.PeerId}/sent/{lost.Number}";
        await clerk.FormAsync(address + "?handler=Withdraw", await clerk.GetAsync(address));
        await RoundAsync();
        Assert.Equal(SentMessage.Withdrawn, (await Pair.SentAsync(pair.Home)).Single(one => one.Kind == "lost").State);
        Assert.NotNull((await Pair.ReceivedAsync(pair.Host)).Single(one => one.Kind == "lost").WithdrawnBy);
        Assert.Equal(SentMessage.Accepted, (await Pair.SentAsync(pair.Home))[^1].State);
    }

    [Fact]
    public async Task A_correction_marks_the_first_message_on_both_sides()
    {
        await MatchAsync();
        var said = await ToldAsync(pair.Home, "feedback", new { text = "一" });
        var correction = await ToldAsync(pair.Home, "correction", new { seq = said.Number, id = said.Id, kind = "feedback", text = "二" });
        Assert.Equal(correction.Number, (await Pair.SentAsync(pair.Home)).Single(one => one.Number == said.Number).CorrectedBy);
        Assert.Equal(correction.Number, (await Pair.ReceivedAsync(pair.Host)).Single(one => one.Number == said.Number).CorrectedBy);
        foreach (var (village, part, way) in new[] { (pair.Home, "confirmed", "sent"), (pair.Host, "received", "received") })
        {
            using var clerk = await village.Installation.SignInAsync(Roles.Department, Village.County);
            var mark = $"已由第 {correction.Number} 号更正";
            Assert.Contains(mark, (await clerk.GetAsync("/Peers/Messages?show=" + part)).QuerySelector("#list")!.TextContent, StringComparison.Ordinal);
            var peer = (await Pair.PeerAsync(village)).Id;
            var page = await clerk.GetAsync($"/Peers/Message/{peer}/{way}/{said.Number}");
            Assert.Contains(mark, page.QuerySelector($"main a[href='/Peers/Message/{peer}/{way}/{correction.Number}']")!.TextContent, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_match_is_taken_back_by_either_and_nothing_more_is_told()
    {
        await MatchAsync();
        var notice = (await Pair.ReceivedAsync(pair.Host)).Single(one => one.Kind == MessageKinds.DepartureNotice);
        using var clerk = await pair.Host.Installation.SignInAsync(Roles.Clerk, Village.HomeCommittee);
        var address = $"/Peers/Message/{notice.PeerId}/received/{notice.Number}";
        await clerk.FormAsync(address + "?handler=Unmatch", await clerk.GetAsync(address));
        await RoundAsync();
        Assert.NotNull((await SharedAsync(pair.Home)).UnmatchedOn);
        await RefusedAsync(pair.Home, "lost", new { }, RefusalCodes.NoSharedCase);
    }

    [Fact]
    public async Task Each_refusal_has_its_code_and_its_sentence()
    {
        await MatchAsync();
        await RefusedAsync(pair.Home, "tea-party", new { }, RefusalCodes.KindUnknown);
        await RefusedAsync(pair.Home, "lost", new { }, RefusalCodes.NoSharedCase, of => of.Yours = Guid.CreateVersion7().ToString());
        await RefusedAsync(pair.Home, "lost", new { }, RefusalCodes.NoSharedCase, of => of.Case = Guid.CreateVersion7());
        await RefusedAsync(pair.Home, "placement", new { branch = "某支部" }, RefusalCodes.NotYourField);
        await RefusedAsync(pair.Host, "lost", new { }, RefusalCodes.NotYourField);
        await RefusedAsync(pair.Home, "lost", new { }, RefusalCodes.Party, of => of.To = Guid.CreateVersion7().ToString());
        await RefusedAsync(pair.Home, "lost", new { }, RefusalCodes.Party, of => of.From = Village.Home); // not on the card
        await RefusedAsync(pair.Home, "lost", new { }, RefusalCodes.Party, of => of.From = Village.HostCommittee); // another pair's stay
        await RefusedAsync(pair.Home, "lost", new { }, RefusalCodes.BeforeCause, of => of.On = new(2025, 1, 1));
        await RefusedAsync(pair.Home, "lost", new { }, RefusalCodes.Text, of => of.On = null);
        await RefusedAsync(pair.Home, "feedback", new { text = "" }, RefusalCodes.Text);
        await RefusedAsync(pair.Home, "feedback", new { text = new string('长', 2001) }, RefusalCodes.Text);
        await RefusedAsync(pair.Home, "conversion-decided", new { result = "perhaps" }, RefusalCodes.Text);
        await RefusedAsync(pair.Home, "feedback", new { text = "x", more = Enumerable.Repeat(new string('x', 1000), 70) }, RefusalCodes.TooLarge);
        await RefusedAsync(pair.Host, "match", new { name = "另一人" }, RefusalCodes.PersonDiffers);
        var record = Guid.CreateVersion7();
        var said = await ToldAsync(pair.Home, "feedback", new { text = "一" }, of => of.Record = record);
        await RefusedAsync(pair.Home, "feedback", new { text = "二" }, RefusalCodes.DuplicateFact, of => of.Record = record);
        await RefusedAsync(pair.Home, "withdrawal", new { seq = said.Number, id = said.Id }, RefusalCodes.TooLate); // it became a record
        await RefusedAsync(pair.Home, "withdrawal", new { seq = said.Number, id = "x" }, RefusalCodes.NotYourField);
        await RefusedAsync(pair.Home, "correction", new { seq = said.Number, id = said.Id, kind = "lost" }, RefusalCodes.NotYourField);
        await ToldAsync(pair.Home, "correction", new { seq = said.Number, id = said.Id, kind = "feedback", text = "更正" });
        await WriteAsync(pair.Home, home, new Returned { On = Village.Today });
        await RefusedAsync(pair.Host, "reception", new { }, RefusalCodes.Step);
        await using (var db = pair.Host.Installation.Db())
        {
            await db.Peers.ExecuteUpdateAsync(set => set.SetProperty(one => one.Profile, "gm"), Stop);
        }
        await RefusedAsync(pair.Home, "lost", new { }, RefusalCodes.Profile);
        var used = (await Pair.SentAsync(pair.Home)).Select(one => one.Code).Concat((await Pair.SentAsync(pair.Host)).Select(one => one.Code)).OfType<string>();
        Assert.Equal([RefusalCodes.Fork, RefusalCodes.Newer], RefusalCodes.All.Except(used)); // these two have tests of their own
    }

    [Fact]
    public async Task A_newer_major_is_kept_and_refused_and_a_newer_minor_is_read()
    {
        foreach (var (version, state, code) in new[] { ("2.0", SentMessage.Refused, RefusalCodes.Newer), ("1.9", SentMessage.Accepted, (string?)null) })
        {
            var sent = await Pair.QueueAsync(pair.Home, MessageKinds.DepartureNotice, new { name = Name, newer = new { field = 1 } });
            await ReVersionAsync(sent, version);
            await RoundAsync();
            var answered = (await Pair.SentAsync(pair.Home))[^1];
            Assert.Equal((state, code), (answered.State, answered.Code));
        }
    }

    /// <summary>As a newer program would have written it.</summary>
    private async Task ReVersionAsync(SentMessage sent, string version)
    {
        await using var db = pair.Home.Installation.Db();
        var secrets = pair.Home.Installation.Instance.Secrets;
        var row = await db.SentMessages.SingleAsync(one => one.PeerId == sent.PeerId && one.Number == sent.Number, Stop);
        var payload = (Hongyan.Envelopes.Message.Read(secrets.DecryptBytes(row.Payload))! with { Version = version }).Write();
        var (id, cipher) = (Hongyan.Envelopes.Message.IdOf(payload), secrets.Encrypt(payload));
        await db.SentMessages.Where(one => one.PeerId == sent.PeerId && one.Number == sent.Number)
            .ExecuteUpdateAsync(set => set.SetProperty(one => one.Id, id).SetProperty(one => one.Payload, cipher), Stop);
        await db.ExchangeLines.ExecuteUpdateAsync(set => set.SetProperty(one => one.OutLastId, id), Stop);
    }

    /// <summary>The notice by its page, the guest by a person who says it is he.</summary>
    private async Task MatchAsync()
    {
        using var clerk = await pair.Home.Installation.SignInAsync(Roles.Clerk, Village.HomeCommittee);
        var page = await clerk.GetAsync("/Peers/Notice");
        var to = page.QuerySelectorAll("#To option").First(one => one.TextContent.StartsWith("测试镇党委", StringComparison.Ordinal)).GetAttribute("value")!;
        await clerk.PostAsync(page, "main form", ("Stay", home.Id.ToString()), ("To", to));
        await pair.CarryAsync(pair.Home, pair.Host);
        var notice = (await Pair.ReceivedAsync(pair.Host)).Single(one => one.Kind == MessageKinds.DepartureNotice);
        using var there = await pair.Host.Installation.SignInAsync(Roles.Department, Village.County);
        var address = $"/Peers/Message/{notice.PeerId}/received/{notice.Number}";
        page = await there.GetAsync(address);
        await there.FormAsync(address + "?handler=Match", page, ("Guest", Guid.CreateVersion7().ToString()));
        Assert.Null((await SharedAsync(pair.Home)).Theirs);
        await there.FormAsync(address + "?handler=Match", page, ("Guest", host.Id.ToString()));
        await RoundAsync();
        await RoundAsync();
    }

    private async Task RoundAsync()
    {
        await pair.CarryAsync(pair.Home, pair.Host);
        await pair.CarryAsync(pair.Host, pair.Home);
        await pair.CarryAsync(pair.Home, pair.Host);
    }

    private async Task<SentMessage> ToldAsync(Village from, string kind, object body, Action<Pair.DraftOf>? more = null)
    {
        var sent = await Pair.QueueAsync(from, kind, body, of =>
        {
            (of.Case, of.Yours) = from == pair.Home ? (home.Id, host.Id.ToString()) : (host.Id, home.Id.ToString());
            more?.Invoke(of);
        });
        await RoundAsync();
        sent = (await Pair.SentAsync(from)).Single(one => one.Number == sent.Number);
        if (more is null)
            Assert.True(sent.State == SentMessage.Accepted, $"{kind} {sent.Code}");
        return sent;
    }

    private async Task RefusedAsync(Village from, string kind, object body, string code, Action<Pair.DraftOf>? more = null)
    {
        var sent = await ToldAsync(from, kind, body, more ?? (_ => { }));
        Assert.True(sent is { State: SentMessage.Refused } && sent.Code == code, $"{kind}: {sent.State} {sent.Code}, not {code}");
        Assert.NotEqual(code, sent.Sentence);
        Assert.NotNull(sent.Sentence);
    }

    private static async Task<KeptShared> SharedAsync(Village village)
    {
        await using var db = village.Installation.Db();
        return await db.ExchangeShared.AsNoTracking().SingleAsync(Stop);
    }

    private static async Task WriteAsync(Village village, Sojourn stay, params SojournEvent[] happened)
    {
        await using var db = village.Installation.Db();
        var recording = new RecordServices(village.Installation.Instance, db).Recording;
        var held = (await recording.HoldAsync(stay.MemberId, stay.Id, Stop))!;
        foreach (var one in happened)
        {
            var answer = await recording.AddAsync(held, [one], Stop);
            Assert.True(answer.IsTaken, answer.Refusal?.Text);
            await recording.SaveAsync(Stop);
        }
    }
}
