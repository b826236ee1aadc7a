using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Hongyan.Data;
using Hongyan.Features.Peers;
using Hongyan.Tests.Worklist;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Hongyan.Tests.Peers;

/// <summary>Two real installations that write to each other over the net, each behind a proxy that speaks https, as they are run.</summary>
public sealed class NetTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Messages_and_their_receipts_go_both_ways_by_https_and_nothing_is_left()
    {
        await using var pair = await Pair.NewAsync(alone: true);
        await using var host = await Proxy.NewAsync(pair.Host);
        await Proxy.AddressAsync(pair.Home, host.Address);
        await pair.QueueAsync(pair.Home, ["甲", "乙", "丙"], name => name == "乙");
        using var net = new PeerClient(allowsPrivate: true, host.Trusts);
        var sending = new NetSending(pair.Home.Installation.Instance, net);
        await sending.RunAsync(Stop);
        var sent = await Pair.SentAsync(pair.Home);
        Assert.Equal([SentMessage.Accepted, SentMessage.Accepted, SentMessage.Refused, SentMessage.Accepted], sent.Select(one => one.State));
        Assert.All(sent.Skip(1), one => Assert.Equal(1, one.Tries));
        Assert.Equal(4, (await Pair.ReceivedAsync(pair.Host)).Count);
        Assert.Equal((0, null, 0), await LineAsync(pair.Home)); // both name the same digest
        await pair.QueueAsync(pair.Host, ["丁"]); // the host knows no address: what it says goes by file, its receipt by the net
        await pair.CarryAsync(pair.Host, pair.Home);
        await sending.RunAsync(Stop);
        Assert.All(await Pair.SentAsync(pair.Host), one => Assert.Equal(SentMessage.Accepted, one.State));
        Assert.Equal((0, null, 0), await LineAsync(pair.Host)); // what came since is in the digest, too
    }

    [Fact]
    public async Task A_peer_that_is_not_reached_is_tried_again_later_and_later_and_the_failure_is_kept()
    {
        await using var pair = await Pair.NewAsync(alone: true);
        await Proxy.AddressAsync(pair.Home, "https://127.0.0.1:9");
        await pair.QueueAsync(pair.Home, ["甲"]);
        using var net = new PeerClient(allowsPrivate: true);
        var sending = new NetSending(pair.Home.Installation.Instance, net);
        await sending.RunAsync(Stop);
        Assert.Equal((1, "unreachable", 0), await LineAsync(pair.Home));
        await sending.RunAsync(Stop); // not yet
        Assert.Equal(1, (await LineAsync(pair.Home)).Tries);
        foreach (var (wait, tries) in new[] { (1, 2), (1, 2), (4, 3), (30, 4), (120, 5), (600, 5), (24 * 60, 6) })
        {
            pair.Home.Installation.Clock.Forward(TimeSpan.FromMinutes(wait));
            await sending.RunAsync(Stop);
            Assert.Equal(tries, (await LineAsync(pair.Home)).Tries);
        }
        Assert.Equal(SentMessage.Queued, (await Pair.SentAsync(pair.Home))[^1].State);
        var id = (await Pair.PeerAsync(pair.Home)).Id;
        using var department = await pair.Home.Installation.DepartmentAsync();
        var page = await department.GetAsync("/Peers/" + id);
        Assert.Contains("网址连接不上", page.Body!.TextContent, StringComparison.Ordinal);
        await using var host = await Proxy.NewAsync(pair.Host);
        await Proxy.AddressAsync(pair.Home, host.Address);
        await department.FormAsync($"/Peers/{id}?handler=Again", page);
        using var trusting = new PeerClient(allowsPrivate: true, host.Trusts);
        await new NetSending(pair.Home.Installation.Instance, trusting).RunAsync(Stop);
        Assert.Equal((0, null, 0), await LineAsync(pair.Home));
        Assert.Equal(SentMessage.Accepted, (await Pair.SentAsync(pair.Home))[^1].State);
    }

    [Fact]
    public async Task No_private_network_is_written_to_unless_the_operator_allows_it_and_no_server_that_is_not_trusted()
    {
        await using var pair = await Pair.NewAsync(alone: true);
        await using var host = await Proxy.NewAsync(pair.Host);
        await Proxy.AddressAsync(pair.Home, host.Address);
        await pair.QueueAsync(pair.Home, ["甲"]);
        foreach (var (allows, problem) in new[] { (false, "private"), (true, "unreachable") })
        {
            using var net = new PeerClient(allows);
            await new NetSending(pair.Home.Installation.Instance, net).RunAsync(Stop);
            Assert.Equal(problem, (await LineAsync(pair.Home)).Failure);
            pair.Home.Installation.Clock.Forward(TimeSpan.FromMinutes(1));
        }
        Assert.Single(await Pair.ReceivedAsync(pair.Host)); // the greeting
        Assert.All(new[]
            {
                "10.1.2.3", "127.0.0.1", "169.254.169.254", "172.31.0.1", "192.168.1.1", "100.64.0.1", "::1", "fe80::1", "fd00::1", "::ffff:10.0.0.1",
                "0.0.0.0",
            },
            one => Assert.True(PeerClient.IsPrivate(IPAddress.Parse(one)), one));
        Assert.All(new[] { "8.8.8.8", "172.32.0.1", "2001:4860:4860::8888" }, one => Assert.False(PeerClient.IsPrivate(IPAddress.Parse(one)), one));
    }

    [Fact]
    public async Task Whatever_cannot_be_read_gets_one_and_the_same_answer_and_leaves_nothing()
    {
        await using var pair = await Pair.NewAsync(alone: true);
        await pair.QueueAsync(pair.Home, ["甲"]);
        var good = (await pair.FileAsync(pair.Home)).Envelopes[0];
        using var client = await pair.Host.Installation.ClientAsync();
        var unknown = "eyJ" + good[3..];
        foreach (var text in new[]
        {
            "", "x", ".", new string('x', 5000), unknown[..40] + "A" + unknown[41..], good[..^30] + (good[^30] == 'A' ? 'B' : 'A') + good[^29..],
            good[..good.IndexOf('.', StringComparison.Ordinal)], good[..^9], (await pair.FileAsync(pair.Host)).Envelopes[0],
        })
            Assert.Equal((HttpStatusCode.BadRequest, "unreadable\n"), await PostAsync(client, text));
        Assert.Single(await Pair.ReceivedAsync(pair.Host));
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(client, good)).Status);
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(client, good)).Status);
        Assert.Equal(2, (await Pair.ReceivedAsync(pair.Host)).Count);
        await using (var db = pair.Host.Installation.Db())
        {
            await db.Peers.ExecuteUpdateAsync(set => set.SetProperty(one => one.State, "frozen"), Stop);
        }
        Assert.Equal((HttpStatusCode.BadRequest, "unreadable\n"), await PostAsync(client, good));
    }

    [Fact]
    public async Task Too_much_of_one_peer_and_too_much_that_cannot_be_read_has_to_wait()
    {
        await using var pair = await Pair.NewAsync(alone: true);
        await pair.QueueAsync(pair.Home, ["甲"]);
        var good = (await pair.FileAsync(pair.Home)).Envelopes[0];
        (await pair.Host.Installation.ServiceAsync<ExchangeGate>()).Allow(2);
        using var client = await pair.Host.Installation.ClientAsync();
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.TooManyRequests],
            [(await PostAsync(client, good)).Status, (await PostAsync(client, good)).Status, (await PostAsync(client, good)).Status]);
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 40; i++)
            answers.Add((await PostAsync(client, "x")).Status);
        Assert.Equal(HttpStatusCode.TooManyRequests, answers[^1]);
        Assert.InRange(answers.Count(one => one == HttpStatusCode.BadRequest), 29, 31);
    }

    internal static async Task<(HttpStatusCode Status, string Text)> PostAsync(HttpClient client, string envelope)
    {
        using var body = new ByteArrayContent(Encoding.ASCII.GetBytes(envelope));
        using var answer = await client.PostAsync("/exchange", body, Stop);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Stop));
    }

    private static async Task<(int Tries, string? Failure, int Differs)> LineAsync(Village village)
    {
        await using var db = village.Installation.Db();
        var line = await db.ExchangeLines.AsNoTracking().SingleAsync(Stop);
        return (line.OutTries, line.OutFailure, line.OutDiffers);
    }

    /// <summary>What stands in front of an installation: it speaks https and hands on what is posted.</summary>
    private sealed class Proxy(WebApplication app, X509Certificate2 certificate, HttpClient inside) : IAsyncDisposable
    {
        public string Address => app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

        public RemoteCertificateValidationCallback Trusts => (_, shown, _, _) => shown?.GetCertHashString() == certificate.GetCertHashString();

        public static async Task<Proxy> NewAsync(Village village)
        {
            using var key = RSA.Create(2048);
            var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            var made = request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(made)));
            var (app, inside) = (builder.Build(), await village.Installation.ClientAsync());
            app.MapPost("/exchange", async (HttpContext context) =>
            {
                using var body = new StreamContent(context.Request.Body);
                using var answer = await inside.PostAsync("/exchange", body, context.RequestAborted);
                context.Response.StatusCode = (int)answer.StatusCode;
                await answer.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
            });
            await app.StartAsync(Stop);
            return new Proxy(app, made, inside);
        }

        public static async Task AddressAsync(Village village, string address)
        {
            await using var db = village.Installation.Db();
            await db.Peers.ExecuteUpdateAsync(set => set.SetProperty(one => one.Address, address), Stop);
        }

        public async ValueTask DisposeAsync()
        {
            await app.DisposeAsync();
            inside.Dispose();
            certificate.Dispose();
        }
    }
}
