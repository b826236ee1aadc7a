using System.Net;
using System.Text;
using AngleSharp.Html.Dom;
using Hongyan.Certificates;
using Hongyan.Data;
using Hongyan.Features.Verify;
using Hongyan.Platform;
using Hongyan.Tests.Reception;
using Hongyan.Tests.Worklist;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.Certificates;

/// <summary>What another installation signed is believed by staff, once two people have compared its root; the public page vouches for none of it.</summary>
public sealed class PinnedRootTests : IAsyncLifetime
{
    private const string Page = "/Certificates/Roots";
    private readonly (byte[] Public, byte[] Private) root = Signers.Usual.NewKey(), committee = Signers.Usual.NewKey(), status = Signers.Usual.NewKey();
    private Village village = null!;

    public async ValueTask InitializeAsync() => village = await Village.NewAsync();

    public ValueTask DisposeAsync() => village.DisposeAsync();

    private DateTimeOffset Now => village.Installation.Clock.GetUtcNow();

    [Fact]
    public async Task One_person_loads_the_keys_another_compares_them_and_then_staff_sees_green()
    {
        using var first = await village.Installation.SignInAsync(Roles.Department, Village.County);
        using var second = await village.Installation.SignInAsync(Roles.Department, Village.County);
        var keys = Keys();
        await LoadAsync(first, keys);
        Assert.Equal(("elsewhere", "grey"), await SeenAsync(first));
        var print = KeySet.Read(keys).RootFingerprint;
        var page = await CompareAsync(first, print);
        Assert.Contains("以外的另一人", page.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        page = await CompareAsync(second, "00000 " + print[6..]);
        Assert.Contains("指纹与文件不符", page.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(print, page.DocumentElement.OuterHtml, StringComparison.Ordinal); // it is heard, not copied
        Assert.Equal(("elsewhere", "grey"), await SeenAsync(first));
        await CompareAsync(second, print.Replace(" ", "", StringComparison.Ordinal));
        Assert.Equal(("dated", "amber"), await SeenAsync(first)); // no list yet
        await LoadAsync(first, List(Now));
        Assert.Equal(("valid", "green"), await SeenAsync(first));
        using var clerk = await village.ClerkAsync(Village.HostCommittee);
        Assert.Equal(("valid", "green"), await SeenAsync(clerk));
        using var anybody = await village.Installation.BrowserAsync();
        Assert.Equal(("elsewhere", "grey"), await SeenAsync(anybody)); // the public page vouches for nothing that was not sealed here
        Assert.DoesNotContain("外县甲", (await anybody.CheckAsync(Code())).QuerySelector(".verdict")!.OuterHtml, StringComparison.Ordinal);
        await using var db = village.Installation.Db();
        Assert.Equal(["root-loaded", "root-pinned", "status-list-loaded"],
            await db.Audit.Where(one => one.Act.StartsWith("root-") || one.Act.StartsWith("status-")).OrderBy(one => one.Act).Select(one => one.Act)
                .ToListAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Lost_and_withdrawn_are_red_an_old_list_is_amber_and_an_end_is_at_once()
    {
        using var first = await village.Installation.SignInAsync(Roles.Department, Village.County);
        using var second = await village.Installation.SignInAsync(Roles.Department, Village.County);
        await LoadAsync(first, Keys());
        await CompareAsync(second, KeySet.Read(Keys()).RootFingerprint);
        await LoadAsync(first, List(Now.AddDays(-40)));
        Assert.Equal(("dated", "amber"), await SeenAsync(first));
        await LoadAsync(first, List(Now.AddDays(-20), (7, 1)));
        Assert.Equal(("withdrawn", "red"), await SeenAsync(first));
        await LoadAsync(first, List(Now.AddDays(-10), (7, 2)));
        Assert.Equal(("lost", "red"), await SeenAsync(first));
        var page = await LoadAsync(first, List(Now.AddDays(-15)));
        Assert.Contains("已有更新的文件", page.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        await LoadAsync(first, List(Now.AddDays(-1)));
        Assert.Equal(("valid", "green"), await SeenAsync(first));
        await LoadAsync(first, List(Now.AddDays(2)));
        Assert.Equal(("dated", "amber"), await SeenAsync(first)); // dated after this clock: never green
        Assert.Equal(("forged", "red"), await SeenAsync(first, Code()[..^4] + "AAAA"));
        Assert.Equal(("forged", "red"), await SeenAsync(first, Code("009.002"))); // a committee's key vouches for that committee only
        Assert.Equal(("expired", "grey"), await SeenAsync(first, Code(until: new DateOnly(2026, 5, 9))));
        await first.PostAsync(await first.GetAsync(Page), "main form[action*=End]");
        Assert.Equal(("elsewhere", "grey"), await SeenAsync(first));
    }

    [Fact]
    public async Task The_reception_takes_such_a_code_for_confirmed_and_says_how_old_the_list_is()
    {
        using var first = await village.Installation.SignInAsync(Roles.Department, Village.County);
        using var second = await village.Installation.SignInAsync(Roles.Department, Village.County);
        using var clerk = await village.ClerkAsync(Village.HostCommittee);
        Assert.Contains("不是党委签发", (await clerk.AskAsync("", Code())).QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        await LoadAsync(first, Keys());
        await CompareAsync(second, KeySet.Read(Keys()).RootFingerprint);
        await LoadAsync(first, List(Now));
        var page = await clerk.AskAsync("", Code());
        Assert.Equal("green", page.QuerySelector(".verdict")!.GetAttribute("data-colour"));
        Assert.Equal("外县甲", page.QuerySelector("[name=Name]")!.GetAttribute("value"));
        await clerk.ReceiveGuestAsync(page, ("Guest.Phone", "19900000066"), ("Guest.Document", "not-asked"));
        await using var db = village.Installation.Db();
        var stay = await db.Sojourns.SingleAsync(one => one.HomePath == null, TestContext.Current.CancellationToken);
        var record = await db.Records.SingleAsync(one => one.CaseId == stay.Id && one.Type == "reported-in", TestContext.Current.CancellationToken);
        Assert.Contains("\"signature\"", record.Data, StringComparison.Ordinal);
        await LoadAsync(first, List(Now.AddMinutes(1), (7, 2)));
        Assert.Contains("已挂失", (await clerk.AskAsync("", Code())).QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_file_of_keys_or_signed_by_somebody_else_is_refused_with_a_sentence()
    {
        using var browser = await village.Installation.SignInAsync(Roles.Department, Village.County);
        await new Publishing(village.Installation.Instance).RunAsync(TestContext.Current.CancellationToken);
        var own = await browser.Client.GetStringAsync(new Uri("/.well-known/hongyan/keys", UriKind.Relative), TestContext.Current.CancellationToken);
        foreach (var (file, said) in new[]
        {
            ("", "不是经根密钥签名"), ("x", "不是经根密钥签名"), ("a.b.c", "不是经根密钥签名"), (Keys()[..^8] + "AAAAAAAA", "不是经根密钥签名"),
            (List(Now), "不是经根密钥签名"), (own, "本系统自己的公钥"),
            (Keys(on: Now.AddDays(2)), "签发时间在今天以后"), (Keys(new string('长', 300)), "不是经根密钥签名"), (Keys("外\0县"), "不是经根密钥签名"),
            (new string('x', 2_000_000), "超过 1 MB"),
        })
        {
            var page = await LoadAsync(browser, file);
            Assert.Equal(HttpStatusCode.OK, browser.Status);
            Assert.Contains(said, page.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        }
        await using var db = village.Installation.Db();
        Assert.False(await db.PinnedRoots.AnyAsync(TestContext.Current.CancellationToken));
        using var clerk = await village.ClerkAsync();
        await clerk.GetAsync(Page);
        Assert.Equal(HttpStatusCode.Forbidden, clerk.Status);
    }

    [Fact]
    public async Task The_command_checks_with_the_files_alone()
    {
        var folder = Directory.CreateTempSubdirectory("hongyan-files-").FullName;
        var (keys, list) = (Path.Combine(folder, "keys.jwt"), Path.Combine(folder, "list.jwt"));
        var today = TimeProvider.System.GetUtcNow();
        await File.WriteAllTextAsync(keys, Keys(), TestContext.Current.CancellationToken);
        var code = Code(until: new DateOnly(2099, 1, 1));
        var print = KeySet.Read(Keys()).RootFingerprint;
        Assert.Equal(0, await VerifyAsync(code, "--keys", keys, "--root", print)); // signature and dates, and nothing else was asked for
        await File.WriteAllTextAsync(list, List(today), TestContext.Current.CancellationToken);
        Assert.Equal(0, await VerifyAsync(code, "--keys", keys, "--root", print, "--status", list));
        await File.WriteAllTextAsync(list, List(today.AddDays(-31)), TestContext.Current.CancellationToken);
        Assert.Equal(1, await VerifyAsync(code, "--keys", keys, "--root", print, "--status", list));
        await File.WriteAllTextAsync(list, List(today, (7, 2)), TestContext.Current.CancellationToken);
        Assert.Equal(1, await VerifyAsync(code, "--keys", keys, "--status", list));
        Assert.Equal(1, (await Assert.ThrowsAsync<UserError>(() => VerifyAsync(code, "--keys", keys, "--root", "0"))).ExitCode);
        Directory.Delete(folder, recursive: true);
    }

    private static Task<int> VerifyAsync(params string[] arguments) => VerifyVerb.Create().Parse(arguments)
        .InvokeAsync(new System.CommandLine.InvocationConfiguration { EnableDefaultExceptionHandler = false }, TestContext.Current.CancellationToken);

    private async Task<(string State, string Colour)> SeenAsync(TestBrowser browser, string? code = null)
    {
        var verdict = (await browser.CheckAsync(code ?? Code())).QuerySelector(".verdict")!;
        var state = verdict.ClassList.Single(name => name.StartsWith("verdict-", StringComparison.Ordinal))["verdict-".Length..];
        return (state, verdict.GetAttribute("data-colour")!);
    }

    private static async Task<IHtmlDocument> LoadAsync(TestBrowser browser, string file) =>
        await browser.UploadAsync(await browser.GetAsync(Page), "main form[enctype]", "Upload", "keys.jwt", Encoding.ASCII.GetBytes(file));

    private static async Task<IHtmlDocument> CompareAsync(TestBrowser browser, string typed) =>
        await browser.PostAsync(await browser.GetAsync(Page), "main form[action*=Compare]", ("Typed", typed), ("With", "外县组织部王某，电话"));

    private string Keys(string name = "外县组织部", DateTimeOffset? on = null) => KeySet.Write(name,
        [
            new(KeySetEntry.OfCertificates, "ES256", committee.Public, "009.001", "外县镇党委", new(2026, 1, 1), null),
            new(KeySetEntry.OfStatus, "ES256", status.Public, null, null, new(2026, 1, 1), null),
        ], on ?? new DateTimeOffset(2026, 5, 1, 0, 0, 0, TimeSpan.Zero), Signers.Usual, root.Public, root.Private);

    private string List(DateTimeOffset on, params (int, int)[] set) =>
        StatusList.Of("https://x.example/S/1", on, 32768, set).ToJwt(KeyRing.ShortKidOf(status.Public), Signers.Usual, status.Private);

    private string Code(string path = "009.001", DateOnly? until = null) => CertificateCwt.Sign(
        new CertificateFacts(null, "990001", "外县甲", "外县镇党委", path, new(2026, 1, 1), until ?? new DateOnly(2027, 3, 31)),
        new StatusReference("https://x.example/S/1", 7), KeyRing.ShortKidBytes(committee.Public), Signers.Usual, committee.Private);
}
