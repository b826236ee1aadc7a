using System.Net;
using Hongyan.Data;
using Hongyan.Envelopes;
using Hongyan.Features.Peers;
using Hongyan.Platform;
using Hongyan.Tests.Rights;
using Hongyan.Tests.Worklist;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.Peers;

/// <summary>What cannot be read is answered alike and listed for whoever operates: when, by what handle, how large, why; nothing of what was in it.</summary>
public sealed class UnreadTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_reason_is_listed_for_the_system_administrator_alone_and_kept_ninety_days()
    {
        await using var pair = await Pair.NewAsync();
        await pair.QueueAsync(pair.Home, ["甲"]);
        var good = (await pair.FileAsync(pair.Home)).Envelopes[0];
        var (peer, host) = (await Pair.PeerAsync(pair.Home), (await Pair.CardAsync(pair.Host)).EncryptionKey);
        await using var home = pair.Home.Installation.Db();
        var own = await new ExchangeServices(pair.Home.Installation.Instance, home).Opening.SigningAsync(peer, Stop);
        var payload = new Message
        {
            Issuer = (await Pair.CardAsync(pair.Home)).Installation, Audience = "somebody-else", Number = 9, Kind = "hello", Version = "1.0", IssuedAt = 0,
            Body = System.Text.Json.JsonSerializer.SerializeToElement(new { secret = "测试甲" }),
        }.Write();
        using var client = await pair.Host.Installation.ClientAsync();
        foreach (var (text, why) in new[]
        {
            ("x", UnreadEnvelope.NoEnvelope),
            (Envelope.Usual.Close(payload, own, host, "nobody-is-called-so"), UnreadEnvelope.Unknown),
            (Envelope.Usual.Close(payload, own, ExchangeKeyPair.New().Public, peer.HandleTheirs), UnreadEnvelope.Key),
            (Envelope.Usual.Close(payload, ExchangeKeyPair.New(), host, peer.HandleTheirs), UnreadEnvelope.Altered),
            (Envelope.Usual.Close(payload, own, host, peer.HandleTheirs), UnreadEnvelope.Receiver),
        })
        {
            Assert.Equal((HttpStatusCode.BadRequest, "unreadable\n"), await NetTests.PostAsync(client, text));
            var listed = (await ListAsync(pair.Host))[^1];
            Assert.Equal((why, UnreadEnvelope.Net), (listed.Why, listed.Way));
            Assert.InRange(listed.Size, 1, text.Length);
        }
        await using (var db = pair.Host.Installation.Db())
        {
            await db.Peers.ExecuteUpdateAsync(set => set.SetProperty(one => one.State, "frozen"), Stop);
        }
        await pair.BringAsync(pair.Host, new HyxFile([good]));
        var last = (await ListAsync(pair.Host))[^1];
        Assert.Equal((UnreadEnvelope.Closed, UnreadEnvelope.File, peer.HandleTheirs, good.Length), (last.Why, last.Way, last.Handle, last.Size));
        Assert.Equal(6, (await ListAsync(pair.Host)).Count);
        Assert.Single(await Pair.ReceivedAsync(pair.Host)); // the greeting
        using var system = await pair.Host.Installation.SignInAsync(Roles.System);
        var page = await system.GetAsync("/Peers/Unread");
        Assert.Equal(6, page.QuerySelectorAll("main tbody tr").Length);
        Assert.Contains("已冻结", page.QuerySelector("main tbody tr")!.TextContent, StringComparison.Ordinal); // the latest first
        using var department = await pair.Host.Installation.DepartmentAsync();
        await department.GetAsync("/Peers/Unread");
        Assert.Equal(HttpStatusCode.Forbidden, department.Status);
        await using (var db = pair.Host.Installation.PageDb())
        {
            await using var transaction = await Installation.BeginScopeAsync(db, Acting.As(Roles.Department, Village.County), Stop);
            Assert.Equal(0, await db.UnreadEnvelopes.CountAsync(Stop)); // whatever a page forgets
        }
        await KeptAsync(pair.Host, UnreadList.DaysKept - 1, 6);
        await KeptAsync(pair.Host, UnreadList.DaysKept, 0);
    }

    private static async Task KeptAsync(Village village, int days, int count)
    {
        village.Installation.Clock.MoveTo(Village.Today.AddDays(days));
        await new Carrier(village.Installation.Instance).RunAsync(Stop);
        Assert.Equal(count, (await ListAsync(village)).Count);
    }

    private static async Task<List<UnreadEnvelope>> ListAsync(Village village)
    {
        await using var db = village.Installation.Db();
        return await db.UnreadEnvelopes.AsNoTracking().OrderBy(one => one.Id).ToListAsync(Stop);
    }
}
