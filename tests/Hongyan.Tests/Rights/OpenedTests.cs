using System.Net;
using System.Text;
using Hongyan.Platform;
using Hongyan.Tests.Worklist;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.Rights;

/// <summary>
/// opened.csv says of every page that shows the member of the case to whom it does, and whether the member reads afterwards that it did. Lists do not
/// say so; a page about him does, however it was asked for.
/// </summary>
public sealed class OpenedTests(Case one) : IClassFixture<Case>
{
    private static readonly string File = Path.Combine(TestCluster.RepositoryRoot, "tests", "Hongyan.Tests", "Rights", "opened.csv");

    private static readonly string[] Asking = ["secretary", "clerk", "department", "floating", "foreign secretary", "foreign floating"];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("part", "night")]
    public async Task Whoever_is_shown_a_page_about_the_member_is_noted_and_nobody_else_is()
    {
        var rows = new SortedDictionary<string, (List<string> Shown, List<string> Noted)>(StringComparer.Ordinal);
        foreach (var who in Who.All.Where(who => Asking.Contains(who.Name)))
        {
            using var browser = await one.Installation.SignInAsync(who.Role!, who.Org, who.Role == Roles.Member ? one.ForeignMember : null);
            var page = await browser.GetAsync("/Account/Password");
            var entries = await EntriesAsync();
            foreach (var handler in (await Handler.AllAsync(one))
                .Where(handler => handler.Of is null && !handler.Page.StartsWith("/Account/", StringComparison.Ordinal)))
            {
                var before = entries;
                var shown = handler.Method == "GET" ? await browser.GetAsync(handler.Url) : await browser.FormAsync(handler.Url, page);
                entries = await EntriesAsync();
                // led elsewhere
                if (browser.Path != new Uri("http://x" + handler.Url).AbsolutePath || browser.Answer.RequestMessage!.Method.Method != handler.Method) continue;
                var (isShown, isNoted) = (shown.Body!.TextContent.Contains(Case.Name, StringComparison.Ordinal), entries > before);
                if (who.IsForeign)
                {
                    Assert.False(isShown || isNoted, $"{who.Name} {handler.Name} {handler.Page}");
                    continue;
                }
                var names = handler.Url.Contains(one.Stay.MemberId.ToString(), StringComparison.Ordinal)
                    || handler.Url.Contains(one.Stay.Id.ToString(), StringComparison.Ordinal);
                Assert.True(isNoted || !isShown || !names, $"{who.Name} is shown him by {handler.Name} {handler.Url}, and he does not learn of it");
                if (!isShown && !isNoted) continue;
                if (!rows.TryGetValue($"{handler.Page},{handler.Method}", out var row)) rows[$"{handler.Page},{handler.Method}"] = row = ([], []);
                if (isShown) row.Shown.Add(who.Name);
                if (isNoted) row.Noted.Add(who.Name);
            }
        }
        var told = new StringBuilder("page,method,shown to,noted\n");
        foreach (var (handler, (shown, noted)) in rows)
            told.Append($"{handler},{string.Join(' ', shown)},{string.Join(' ', noted)}\n");
        var written = System.IO.File.Exists(File) ? await System.IO.File.ReadAllTextAsync(File, Stop) : "";
        if (Environment.GetEnvironmentVariable("HONGYAN_WRITE_OPENED") is not null) await System.IO.File.WriteAllTextAsync(File, told.ToString(), Stop);
        Assert.Equal(written.Split('\n'), told.ToString().Split('\n'));
    }

    [Theory]
    [InlineData("/Worklist?member={0}")]
    [InlineData("/Members?member={0}&who={1}&sojourn={1}")]
    [InlineData("/Lists/outflow?member={0}&sojourn={1}&stay={0}.{1}")]
    [InlineData("/Education/New?org=" + Case.ForeignBranch + "&member={0}")]
    [InlineData("/Dues/Pay?who={1}")]
    [InlineData("/Batch/Contact?who={1}")]
    [InlineData("/Members/{0}")]
    public async Task Nobody_writes_entries_about_members_whom_he_is_not_shown(string address)
    {
        var asked = string.Format(System.Globalization.CultureInfo.InvariantCulture, address, one.Stay.MemberId, one.Stay.Id);
        foreach (var org in new[] { Village.Home, Case.ForeignBranch })
        {
            if (org == Village.Home && !address.StartsWith("/Worklist", StringComparison.Ordinal) && !address.StartsWith("/Lists", StringComparison.Ordinal))
                continue;
            using var secretary = await one.Installation.SignInAsync(Roles.Secretary, org);
            var before = await EntriesAsync();
            await secretary.GetAsync(asked);
            Assert.Equal(before, await EntriesAsync());
        }
    }

    [Fact]
    public async Task Each_of_many_is_noted_once_and_a_refusal_that_shows_him_is_too()
    {
        using var secretary = await one.Installation.SignInAsync(Roles.Secretary, Village.Home);
        var before = await EntriesAsync();
        await secretary.GetAsync($"/Dues/Pay?who={one.Stay.Id}&who={one.Stay.Id}&sojourn={one.Stay.Id}");
        Assert.Equal(before + 1, await EntriesAsync());
        var form = await secretary.GetAsync($"/Members/{one.Stay.MemberId}/Change?field=education");
        Assert.Equal(before + 2, await EntriesAsync());
        await secretary.FormAsync($"/Members/{one.Stay.MemberId}/Change?field=education", form);
        Assert.Equal(before + 3, await EntriesAsync());
        await secretary.GetAsync($"/Members/{one.Stay.MemberId}/Departure"); // he is away already
        Assert.Equal((HttpStatusCode.Forbidden, before + 4), (secretary.Status, await EntriesAsync()));
    }

    private async Task<int> EntriesAsync()
    {
        await using var db = one.Installation.Db();
        return await db.Audit.CountAsync(entry => entry.MemberId == one.Stay.MemberId, Stop);
    }
}
