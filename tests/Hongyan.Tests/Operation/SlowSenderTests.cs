using System.Net;
using System.Text;
using Hongyan.Platform;
using Hongyan.Tests.Worklist;

namespace Hongyan.Tests.Operation;

/// <summary>People work on while others hold sockets open and send next to nothing.</summary>
[Trait("part", "night")]
public sealed class SlowSenderTests(ITestOutputHelper output) : IAsyncLifetime
{
    // Beside other tests a page may take longer; without a connection it would wait for fifteen seconds.
    private static readonly TimeSpan LongestBesideOthers = TimeSpan.FromSeconds(5);
    private Village village = null!;

    public async ValueTask InitializeAsync()
    {
        village = await Village.NewAsync(alone: true);
        for (var number = 0; number < 20; number++)
            await village.AwayAsync($"测试{number:00}");
    }

    public ValueTask DisposeAsync() => village.DisposeAsync();

    [Fact]
    public async Task Forty_slow_senders_hold_up_nobody() =>
        await PeopleAtWork.KeepWorkingAsync(village, output, senders: 40, people: 3, TimeSpan.FromSeconds(8), LongestBesideOthers,
            number => $"198.51.100.{number}");

    [Fact]
    public async Task A_form_is_limited_and_more_so_for_whoever_is_not_signed_in()
    {
        using var anonymous = await village.Installation.BrowserAsync();
        var page = await anonymous.GetAsync("/Account/SignIn");
        var refused = await anonymous.PostAsync(page, "main form", ("UserName", new string('a', RequestForm.AnonymousBytes)), ("Password", "x"));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, anonymous.Status);
        Assert.Equal("内容太多或文件太大", refused.QuerySelector("h1")!.TextContent);
        using var secretary = await village.SecretaryAsync(Village.Home);
        page = await secretary.GetAsync("/Account/Password");
        await secretary.PostAsync(page, "main form", ("Current", new string('a', RequestForm.AnonymousBytes)), ("New", "x"), ("Again", "x"));
        Assert.Equal(HttpStatusCode.OK, secretary.Status);
        await secretary.PostAsync(page, "main form", ("Current", new string('a', RequestForm.SignedInBytes)), ("New", "x"), ("Again", "x"));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, secretary.Status);
    }

    [Fact]
    public async Task One_address_sends_so_many_forms_at_once_and_others_are_not_refused()
    {
        var server = await village.Installation.AddressAsync();
        await using var senders = new SlowSenders(server, _ => "2001:db8::7");
        await senders.BeginAsync(RequestSlots.AnonymousForms);
        await Task.Delay(500, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.TooManyRequests, await SignInAsync("2001:db8::8")); // the same /64
        Assert.Equal(HttpStatusCode.BadRequest, await SignInAsync("2001:db8:0:1::8")); // has no token

        async Task<HttpStatusCode> SignInAsync(string address)
        {
            using var client = await village.Installation.ClientAsync();
            client.DefaultRequestHeaders.Add("X-Forwarded-For", address);
            using var form = new FormUrlEncodedContent([KeyValuePair.Create("UserName", "x")]);
            using var answer = await client.PostAsync("/Account/SignIn", form, TestContext.Current.CancellationToken);
            return answer.StatusCode;
        }
    }

    [Fact]
    public async Task A_form_that_does_not_arrive_is_given_up_with_a_sentence()
    {
        var server = await village.Installation.AddressAsync();
        using var client = new System.Net.Sockets.TcpClient();
        await client.ConnectAsync(server.Host, server.Port, TestContext.Current.CancellationToken);
        var head =
            $"POST /Account/SignIn HTTP/1.1\r\nHost: {server.Authority}\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                + "Content-Length: 100\r\n\r\nUserName=";
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(head), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(client.GetStream());
        var answer = await reader.ReadToEndAsync(TestContext.Current.CancellationToken)
            .WaitAsync(RequestForm.AnonymousTime + TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        Assert.StartsWith("HTTP/1.1 408", answer, StringComparison.Ordinal);
        Assert.Contains("没有收到全部内容", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ready_says_no_when_pages_get_no_connection()
    {
        using var client = await village.Installation.ClientAsync();
        var taken = new List<Npgsql.NpgsqlConnection>();
        try
        {
            for (var number = 0; number < 10; number++)
                taken.Add(await village.Installation.Instance.PageSource.OpenConnectionAsync(TestContext.Current.CancellationToken));
            using var full = await client.GetAsync("/health/ready", TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, full.StatusCode);
            using var live = await client.GetAsync("/health/live", TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, live.StatusCode);
        }
        finally
        {
            foreach (var one in taken) await one.DisposeAsync();
        }
        using var ready = await client.GetAsync("/health/ready", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
    }
}
