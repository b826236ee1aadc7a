using System.Net;
using System.Text;
using Hongyan.Platform;
using Hongyan.Tests.Worklist;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.Agreements;

/// <summary>Files that are kept with a case, and the letters of a party outside.</summary>
public sealed class CaseFileTests : IAsyncLifetime
{
    private static readonly byte[] Pdf = Encoding.UTF8.GetBytes("%PDF-1.7 测试");
    private Two two = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => two = await Two.NewAsync();

    public ValueTask DisposeAsync() => two.DisposeAsync();

    [Fact]
    public async Task A_file_is_kept_encrypted_with_its_hash_and_read_by_the_parties_alone_each_reading_audited()
    {
        await two.SendAsync();
        await two.TellAsync(two.Host, "agreement-answered", "partner", ("Values[answer]", "agree"));
        var form = await two.Home.GetAsync(two.Address + "/Record?type=agreement-signed&side=proposer");
        await two.Home.UploadAsync(form, Two.Form, "Values[file]", "签署页.pdf", Pdf, ("Values[signer]", "甲"), ("Values[post]", "书记"));
        var page = await two.Host.GetAsync(two.Address);
        var link = page.QuerySelector(".timeline-list a[download]")!.GetAttribute("href")!;
        using (var sent = await two.Host.Client.GetAsync(new Uri(link, UriKind.Relative), Stop))
        {
            Assert.Equal(Pdf, await sent.Content.ReadAsByteArrayAsync(Stop));
            Assert.Equal("application/pdf", sent.Content.Headers.ContentType!.MediaType);
        }
        using var department = await two.Installation.SignInAsync(Roles.Department, Village.County);
        Assert.Null((await department.GetAsync(two.Address)).QuerySelector("a[download]"));
        await department.GetAsync(link);
        Assert.Equal(HttpStatusCode.NotFound, department.Status);
        await using var db = two.Installation.Db();
        Assert.DoesNotContain("PDF", Encoding.Latin1.GetString((await db.CaseFileParts.AsNoTracking().SingleAsync(Stop)).Content), StringComparison.Ordinal);
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Pdf)), (await db.CaseFiles.AsNoTracking().SingleAsync(Stop)).Sha256);
        Assert.Equal(1, await db.Audit.CountAsync(act => act.Act == "case-file-read", Stop));
    }

    [Theory]
    [InlineData("签署页.exe", 100)]
    [InlineData("签署页.png", 100)]
    [InlineData("签署页.pdf", (10 * 1024 * 1024) + 1)]
    public async Task A_file_that_is_no_such_file_or_too_large_is_refused_and_nothing_is_saved(string name, int size)
    {
        await two.SendAsync();
        await two.TellAsync(two.Host, "agreement-answered", "partner", ("Values[answer]", "agree"));
        var content = new byte[size];
        Pdf.CopyTo(content, 0);
        var form = await two.Home.GetAsync(two.Address + "/Record?type=agreement-signed&side=proposer");
        var answer = await two.Home.UploadAsync(form, Two.Form, "Values[file]", name, content, ("Values[signer]", "甲"), ("Values[post]", "书记"));
        Assert.NotNull(answer.QuerySelector("[name='Values[file]'][aria-invalid=true]"));
        Assert.Equal("agreed", (await two.KeptAsync()).State);
    }

    [Fact]
    public async Task A_party_outside_speaks_by_letters_that_are_typed_here_with_number_day_and_scan()
    {
        var form = await two.Home.GetAsync("/Cases/agreement/New");
        form = await two.Home.PostAsync(form, "form[action*='Outside']", ("Chosen.Words", "外省测试镇党委"), ("Chosen.Chosen", "new"),
            ("Chosen.Level", "committee"), ("Chosen.Place", "四川省"), ("Chosen.NoPhone", "true"));
        await two.Home.PostAsync(form, Two.Form, Two.Text());
        var address = two.Home.Path;
        await two.Home.PostAsync(await two.Home.GetAsync(address + "/Record?type=agreement-sent&side=proposer"), Two.Form);
        var answer = await two.Home.GetAsync(address + "/Record?type=agreement-answered&side=partner");
        var refused = await two.Home.PostAsync(answer, Two.Form, ("Values[answer]", "agree"), ("Values[letterNumber]", "外函〔2026〕1号"),
            ("Values[letterOn]", "2026-05-08"));
        Assert.NotNull(refused.QuerySelector("[name='Values[letterScan]'][aria-invalid=true]"));
        await two.Home.UploadAsync(refused, Two.Form, "Values[letterScan]", "来函.pdf", Pdf, ("Values[answer]", "agree"),
            ("Values[letterNumber]", "外函〔2026〕1号"), ("Values[letterOn]", "2026-05-08"));
        Assert.Equal(address, two.Home.Path);
        var page = await two.Home.GetAsync(address);
        Assert.Contains("外函〔2026〕1号", page.QuerySelector(".timeline-list")!.TextContent, StringComparison.Ordinal);
        Assert.Single(page.QuerySelectorAll("a[download]"));
        await using var db = two.Installation.Db();
        Assert.Equal("agreed", (await two.KeptAsync()).State);
        Assert.Equal(Village.Today, (await db.OutsideOrganizations.SingleAsync(Stop)).LastWordOn);
        Assert.Empty(await db.Duties.Where(duty => duty.Side == "partner").ToListAsync(Stop));
    }
}
