using System.Globalization;
using Microsoft.Playwright;

namespace Hongyan.Browser.Everywhere;

/// <summary>What a member's phone has to fetch, as the bytes come over the wire.</summary>
public sealed class WeightTests(DemoInstallation installation)
{
    private const int MostInAll = 60_000, MostToFirstView = 30_000, MostOfAPage = 14_000;

    [Fact]
    public async Task The_members_first_page_is_light_and_every_further_one_lighter()
    {
        await using var visit = await installation.VisitAsync(DemoInstallation.Member, Look.Phone);
        var weights = await WeighAsync(visit.Page, "/Mine");
        var all = weights.Sum(one => one.Bytes);
        var first = weights.Where(one => one.Kind is "Document" or "Stylesheet").Sum(one => one.Bytes);
        var told = string.Join('\n', weights.Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Bytes} {one.Kind} {one.Address}")));
        TestContext.Current.TestOutputHelper?.WriteLine($"{all} in all, {first} to the first view\n{told}");
        Assert.True(all <= MostInAll, told);
        Assert.True(first <= MostToFirstView, told);
        foreach (var further in new[] { "/Mine/Certificate", "/Mine/Dues", "/Mine/Write?type=change-reported", "/Mine/Data" })
        {
            var page = (await WeighAsync(visit.Page, further)).Where(one => one.Kind == "Document").Sum(one => one.Bytes);
            TestContext.Current.TestOutputHelper?.WriteLine($"{page} {further}");
            Assert.True(page <= MostOfAPage, $"{further}: {page}");
        }
    }

    private static async Task<List<(string Address, string Kind, long Bytes)>> WeighAsync(IPage page, string address)
    {
        var (kinds, weights) = (new Dictionary<string, (string Address, string Kind)>(StringComparer.Ordinal), new List<(string, string, long)>());
        var network = await page.Context.NewCDPSessionAsync(page);
        await network.SendAsync("Network.enable");
        network.Event("Network.requestWillBeSent").OnEvent += (_, sent) =>
            kinds[sent!.Value.GetProperty("requestId").GetString()!] = (sent.Value.GetProperty("request").GetProperty("url").GetString()!,
                sent.Value.GetProperty("type").GetString()!);
        network.Event("Network.loadingFinished").OnEvent += (_, loaded) =>
        {
            var (where, kind) = kinds[loaded!.Value.GetProperty("requestId").GetString()!];
            if (!where.StartsWith("data:", StringComparison.Ordinal))
                weights.Add((where, kind, (long)loaded.Value.GetProperty("encodedDataLength").GetDouble()));
        };
        await page.GotoAsync(address, new() { WaitUntil = WaitUntilState.NetworkIdle });
        await network.DetachAsync();
        return weights;
    }
}

/// <summary>The cut style sheet shows every page as the whole one does.</summary>
public sealed class CutStyleTests(DemoInstallation installation)
{
    // What a chart draws follows its size a moment later and takes nothing from the style sheet.
    private const string Looks = """
        () => [...document.querySelectorAll('body, body *')].filter(one => one.checkVisibility() && !one.closest('[data-chart] *')).map(one => {
          const look = getComputedStyle(one), box = one.getBoundingClientRect();
          return [one.tagName, one.className.baseVal ?? one.className, look.color, look.backgroundColor, look.borderTopWidth,
            look.borderTopColor, look.fontSize, look.fontWeight,
            look.display, look.padding, look.margin, look.position, Math.round(box.width), Math.round(box.height)].join('|');
        })
        """;

    [Theory]
    [InlineData("worklist of home")]
    [InlineData("member seen by home")]
    [InlineData("outflow of the county")]
    [InlineData("dues register of home")]
    [InlineData("situation report of the county")]
    [InlineData("profile")]
    [InlineData("record refused")]
    [InlineData("appointments in the audit log")]
    [InlineData("mine")]
    [InlineData("sign-in refused")]
    [Trait("part", "night")]
    public async Task Nothing_looks_different_for_what_was_cut_off(string name)
    {
        var place = Pages.Named(name);
        var whole = await File.ReadAllTextAsync(Path.Combine(Hongyan.Tests.TestCluster.RepositoryRoot, "node_modules", "@tabler", "core", "dist", "css",
            "tabler.min.css"), TestContext.Current.CancellationToken);
        var looks = new List<string[]>();
        foreach (var isWhole in new[] { false, true })
        {
            await using var visit = await installation.VisitAsync(place.Who, Look.Desk);
            if (isWhole) await visit.Page.RouteAsync("**/lib/tabler.min.css*", route => route.FulfillAsync(new() { ContentType = "text/css", Body = whole }));
            var page = await place.GoAsync(visit);
            foreach (var look in new[] { Look.Desk, Look.Phone })
            {
                await page.SetViewportSizeAsync(look.Width, look.Height);
                looks.Add(await page.EvaluateAsync<string[]>(Looks));
            }
        }
        Assert.Empty(looks[2]
            .Zip(looks[0])
            .Concat(looks[3].Zip(looks[1]))
            .Where(pair => pair.First != pair.Second)
            .Select(pair => $"{pair.First} → {pair.Second}")
            .Take(5));
        Assert.Equal(looks[2].Length, looks[0].Length);
    }
}
