using AngleSharp.Html.Dom;
using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Tests.Cases;
using Hongyan.Tests.Worklist;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.Agreements;

/// <summary>Two committees that draft, send, answer and sign an agreement on the pages.</summary>
public sealed class Two : IAsyncDisposable
{
    public const string Form = "main form[method=post]";
    private const string Partner = "partner";
    private readonly Village village;

    private Two(Village village, TestBrowser home, TestBrowser host) => (this.village, Home, Host) = (village, home, host);

    public Village Village => village;

    public TestInstallation Installation => village.Installation;

    /// <summary>The clerk of the proposer.</summary>
    public TestBrowser Home { get; }

    /// <summary>The clerk of the partner.</summary>
    public TestBrowser Host { get; }

    /// <summary>The page of the agreement.</summary>
    public string Address { get; private set; } = "";

    /// <summary>The text: what a form posts for it.</summary>
    public static (string, string)[] Text(string title = "测试共管协议") =>
    [
        ("Values[on]", "2026-05-10"), ("Values[title]", title), ("Values[direction]", "both"), ("Values[covers]", "all"),
        ("Values[duties.0.text]", "通报情况"), ("Values[duties.0.owes]", "both"), ("Values[duties.0.every]", "quarter"),
        ("Values[targets.0.text]", "编入率"), ("Values[targets.0.value]", "90.5"), ("Values[targets.0.on]", "2026-12-31"),
        ("Values[methods]", "information"), ("Values[guarantees]", "双方各派一人"),
        ("Values[contacts.0.side]", "proposer"), ("Values[contacts.0.name]", "联络甲"), ("Values[contacts.0.phone]", "199 0000 0011"),
        ("Values[contacts.1.side]", Partner), ("Values[contacts.1.name]", "联络乙"), ("Values[contacts.1.phone]", "199 0000 0012"), ("Values[contacts.rows]", "2"),
        ("Values[consult]", "quarter"), ("Values[from]", "2026-05-10"), ("Values[until]", "2027-12-31"),
    ];

    public static async Task<Two> NewAsync()
    {
        var place = await Village.NewAsync();
        return new Two(place, await place.Installation.SignInAsync(Roles.Clerk, Village.HomeCommittee),
            await place.Installation.SignInAsync(Roles.Clerk, Village.HostCommittee));
    }

    /// <summary>The first page that drafts, with the partner chosen.</summary>
    public async Task<IHtmlDocument> ChooseAsync(string name = "测试街道", string kind = "agreement")
    {
        var found = await Home.GetAsync($"/Cases/{kind}/New?q={Uri.EscapeDataString(name)}");
        return await Home.GetAsync(found.QuerySelector("main .choices a")!.GetAttribute("href")!);
    }

    public async Task DraftAsync(string partner = "测试街道", params (string Name, string)[] more)
    {
        await Home.PostAsync(await ChooseAsync(partner), Form, [.. Text().Where(value => more.All(other => other.Name != value.Item1)), .. more]);
        Address = Home.Path;
    }

    public async Task SendAsync(string partner = "测试街道", params (string Name, string)[] more)
    {
        await DraftAsync(partner, more);
        await TellAsync(Home, "agreement-sent", "proposer");
    }

    /// <summary>Drafted, sent, answered and signed by both: in force today.</summary>
    /// <param name="more">What the text says beside or in place of the usual.</param>
    public async Task SignAsync(params (string Name, string)[] more)
    {
        await SendAsync(more: more);
        await AgreeAsync(Host);
    }

    /// <summary>The same with another partner.</summary>
    /// <param name="path">Where its committee stands.</param>
    public async Task SignWithAsync(string path, string partner)
    {
        await SendAsync(partner);
        using var clerk = await Installation.SignInAsync(Roles.Clerk, path);
        await AgreeAsync(clerk);
    }

    /// <summary>The partner agrees to what was sent, and both sign.</summary>
    public async Task AgreeAsync(TestBrowser partner)
    {
        await TellAsync(partner, "agreement-answered", Partner, ("Values[answer]", "agree"));
        await TellAsync(Home, "agreement-signed", "proposer", ("Values[signer]", "甲书记"), ("Values[post]", "书记"));
        await TellAsync(partner, "agreement-signed", Partner, ("Values[signer]", "乙书记"), ("Values[post]", "书记"));
    }

    public async Task<IHtmlDocument> TellAsync(TestBrowser who, string type, string side, params (string, string)[] values)
    {
        var form = await who.GetAsync($"{Address}/Record?type={type}&side={side}");
        return await who.PostAsync(form, Form, values);
    }

    public Task<IHtmlDocument> ConsultAsync(TestBrowser who, string side, params (string Name, string)[] more)
    {
        (string Name, string)[] usual =
        [
            ("Values[means]", "video"), ("Values[proposerPresent]", "甲"), ("Values[partnerPresent]", "乙"), ("Values[topics]", "placement"),
            ("Values[minutes]", "双方核对了名单，交换了安置和党费缴纳的情况。"),
        ];
        return TellAsync(who, "consulted", side, [.. usual.Where(value => more.All(other => other.Name != value.Name)), .. more]);
    }

    public async Task<KeptCase> KeptAsync()
    {
        await using var db = Installation.Db();
        return await db.Cases.AsNoTracking().SingleAsync(one => one.Kind == "agreement", TestContext.Current.CancellationToken);
    }

    public async Task<List<Data.Record>> RecordsAsync()
    {
        await using var db = Installation.Db();
        return await db.CaseRecords().AsNoTracking().OrderBy(one => one.RecordedAt).ToListAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        Home.Dispose();
        Host.Dispose();
        await village.DisposeAsync();
    }
}
