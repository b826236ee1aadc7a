using System.Net;
using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Rules.Sojourns;
using Hongyan.Tests.Worklist;

namespace Hongyan.Tests.Lists;

public sealed class LetterListTests : IAsyncLifetime
{
    private Village village = null!;

    public async ValueTask InitializeAsync() => village = await Village.NewAsync();

    public ValueTask DisposeAsync() => village.DisposeAsync();

    [Fact]
    public async Task Chosen_letters_are_checked_and_then_read_each_with_its_own_record()
    {
        var one = await HostedAsync("测试甲");
        var other = await HostedAsync("测试乙");
        await HostedAsync("测试丙");
        using var home = await village.SecretaryAsync();
        var list = await home.GetAsync("/Correspondence");
        Assert.Equal(3, list.QuerySelectorAll("tbody tr").Length);
        Assert.Equal("/Correspondence/Acknowledge", list.QuerySelector("[data-bulk]")!.GetAttribute("formaction"));
        var chosen = new[] { one, other }.Select(stay => list.QuerySelector($"input[name=letter][value^='{stay.MemberId}.']")!.GetAttribute("value")!).ToList();
        var address = $"/Correspondence/Acknowledge?back=%2FCorrespondence%3Fkind%3Dletter&letter={chosen[0]}&letter={chosen[1]}";
        var check = await home.GetAsync(address);
        Assert.Equal(["测试甲", "测试乙"], check.QuerySelectorAll("main li strong").Select(name => name.TextContent));
        var page = await home.PostAsync(check, "main form");
        Assert.Equal("/Correspondence?kind=letter", home.Answer.RequestMessage!.RequestUri!.PathAndQuery);
        Assert.Contains("2 封", page.QuerySelector("[role=status]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["测试丙"], page.QuerySelectorAll("tbody th a").Select(name => name.TextContent));
        await home.GetAsync(address);
        page = await home.PostAsync(check, "main form"); // a second tap has the answer of the first
        Assert.Contains("2 封", page.QuerySelector("[role=status]")!.TextContent, StringComparison.Ordinal);
        Assert.Single(await village.RecordsAsync(one, "feedback-read"));
        Assert.Equal(3, (await home.GetAsync("/Correspondence?seen=all")).QuerySelectorAll("tbody tr").Length);
    }

    [Fact]
    public async Task Nobody_reads_for_others()
    {
        var sojourn = await HostedAsync("测试甲");
        var letter = $"{sojourn.MemberId}.{(await village.RecordsAsync(sojourn, "feedback")).Single().Id}";
        foreach (var org in new[] { Village.Host, Village.Neighbour })
        {
            using var browser = await village.SecretaryAsync(org);
            Assert.Equal("没有可以标为已阅的信", (await browser.GetAsync("/Correspondence/Acknowledge?letter=" + letter)).QuerySelector(".empty-title")!.TextContent);
            var form = await browser.GetAsync("/Worklist");
            using var content = new FormUrlEncodedContent(
            [
                new("letter", letter), new("letter", "nonsense"),
                new("__RequestVerificationToken", form.QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!),
            ]);
            using var answer = await browser.Client.PostAsync(new Uri("/Correspondence/Acknowledge", UriKind.Relative), content,
                TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        }
        using var department = await village.Installation.SignInAsync(Roles.Department, Village.County);
        Assert.Null((await department.GetAsync("/Correspondence")).QuerySelector("[data-bulk]"));
        await department.GetAsync("/Correspondence/Acknowledge?letter=" + letter);
        Assert.Equal(HttpStatusCode.Forbidden, department.Status);
        Assert.Empty(await village.RecordsAsync(sojourn, "feedback-read"));
    }

    /// <summary>A member placed at the host, which wrote a letter to home.</summary>
    private async Task<Sojourn> HostedAsync(string name)
    {
        var sojourn = await village.AwayAsync(name, host: Village.Host, happened:
            [new ReportedIn { On = new DateOnly(2026, 1, 9) }, new Placed { On = new DateOnly(2026, 1, 12), Organization = Village.Host }]);
        using var host = await village.SecretaryAsync(Village.Host);
        await host.PostAsync(await host.GetAsync($"/Correspondence/New?member={sojourn.MemberId}&sojourn={sojourn.Id}&side=host"), "main form");
        return sojourn;
    }
}
