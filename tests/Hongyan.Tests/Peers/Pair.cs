using Hongyan.Data;
using Hongyan.Envelopes;
using Hongyan.Features.Peers;
using Hongyan.Tests.Worklist;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.Peers;

/// <summary>Two installations that know each other: home here, host there, with nothing but files between them.</summary>
internal sealed class Pair : IAsyncDisposable
{
    private Pair(Village home, Village host) => (Home, Host) = (home, host);

    public Village Home { get; }

    public Village Host { get; }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <param name="daysApart">How far the host's clock is ahead.</param>
    /// <param name="greets">Whether the greetings have gone both ways.</param>
    /// <param name="alone">In applications that have counted no envelopes of others, which limit what comes over the net.</param>
    public static async Task<Pair> NewAsync(int daysApart = 0, bool greets = true, bool alone = false)
    {
        var pair = new Pair(await Village.NewAsync(alone), await Village.NewAsync(alone));
        pair.Host.Installation.Clock.MoveTo(Village.Today.AddDays(daysApart));
        var (home, host) = (await CardAsync(pair.Home), await CardAsync(pair.Host));
        await pair.Home.Installation.IntroduceAsync(host);
        await pair.Host.Installation.IntroduceAsync(home);
        if (greets)
        {
            await pair.CarryAsync(pair.Home, pair.Host);
            await pair.CarryAsync(pair.Host, pair.Home);
        }
        return pair;
    }

    public static async Task<PeerCard> CardAsync(Village village)
    {
        await using var db = village.Installation.Db();
        return (await new ExchangeServices(village.Installation.Instance, db).Own.ReadAsync(Stop))!;
    }

    /// <summary>The other one as this one knows it.</summary>
    public static async Task<KeptPeer> PeerAsync(Village village)
    {
        await using var db = village.Installation.Db();
        return await db.Peers.AsNoTracking().SingleAsync(Stop);
    }

    public async Task<HyxFile> FileAsync(Village from) =>
        (await new Carrier(from.Installation.Instance).ExportAsync((await PeerAsync(from)).Id, Stop))!;

    public Task<BroughtFile> BringAsync(Village to, HyxFile file) => new Carrier(to.Installation.Instance).ImportAsync(file.Write(), Stop);

    public async Task<BroughtFile> CarryAsync(Village from, Village to) => await BringAsync(to, await FileAsync(from));

    /// <summary>Messages of the committee of one side to a committee of the other; those for nobody are refused there.</summary>
    public async Task QueueAsync(Village from, IEnumerable<string> names, Func<string, bool>? toNobody = null)
    {
        await using var db = from.Installation.Db();
        await using var transaction = await db.Database.BeginTransactionAsync(Stop);
        var services = new ExchangeServices(from.Installation.Instance, db);
        var committee = await db.Organizations.SingleAsync(o => o.Path == Village.HomeCommittee, Stop);
        var peer = await db.Peers.SingleAsync(Stop);
        var to = PeerCard.ReadOrganizations(peer.Organizations).First(one => one.Level == "committee").Id;
        foreach (var name in names)
        {
            Assert.NotNull(await services.Outgoing.QueueAsync(peer, new MessageDraft(MessageKinds.DepartureNotice, committee,
                toNobody?.Invoke(name) == true ? Guid.CreateVersion7().ToString() : to, new { Name = name }) { On = Village.Today }, Stop));
            await db.SaveChangesAsync(Stop);
        }
        await transaction.CommitAsync(Stop);
    }

    /// <summary>Any message of the committee of one side to the one of the other, as somebody may write it.</summary>
    public static async Task<SentMessage> QueueAsync(Village from, string kind, object body, Action<DraftOf>? more = null)
    {
        await using var db = from.Installation.Db();
        await using var transaction = await db.Database.BeginTransactionAsync(Stop);
        var (services, of) = (new ExchangeServices(from.Installation.Instance, db), new DraftOf());
        var peer = await db.Peers.SingleAsync(Stop);
        of.To = PeerCard.ReadOrganizations(peer.Organizations).First(one => one.Level == "committee").Id;
        more?.Invoke(of);
        var committee = await db.Organizations.SingleAsync(o => o.Path == of.From, Stop);
        var sent = await services.Outgoing.QueueAsync(peer, new MessageDraft(kind, committee, of.To, body)
        {
            On = of.On, Case = of.Case, Yours = of.Yours, Record = of.Record,
        }, Stop);
        await db.SaveChangesAsync(Stop);
        await transaction.CommitAsync(Stop);
        return sent!;
    }

    /// <summary>What a message says beside its body; unsaid, what is right for a stay that is shared.</summary>
    public sealed class DraftOf
    {
        public string From { get; set; } = Village.HomeCommittee;
        public string? To { get; set; }
        public DateOnly? On { get; set; } = Village.Today;
        public Guid? Case { get; set; }
        public string? Yours { get; set; }
        public Guid? Record { get; set; }
    }

    public static async Task<List<SentMessage>> SentAsync(Village village)
    {
        await using var db = village.Installation.Db();
        return await db.SentMessages.AsNoTracking().OrderBy(one => one.Number).ToListAsync(Stop);
    }

    public static async Task<List<ReceivedMessage>> ReceivedAsync(Village village)
    {
        await using var db = village.Installation.Db();
        return await db.ReceivedMessages.AsNoTracking().OrderBy(one => one.Number).ToListAsync(Stop);
    }

    public async ValueTask DisposeAsync()
    {
        await Home.DisposeAsync();
        await Host.DisposeAsync();
    }
}
