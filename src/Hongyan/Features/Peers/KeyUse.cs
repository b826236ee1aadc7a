using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Rules.Peers;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Peers;

/// <summary>Which of our keys peers use: what they seal for tells it. Once nothing is on its way to a retired one, it is deleted after a while.</summary>
internal static class KeyUse
{
    /// <summary>So long after nothing sent to it is open an encryption key is kept.</summary>
    public const int DaysKept = 30;

    /// <summary>The peer sealed something for a generation of our keys; saved by whoever received it.</summary>
    public static async Task NoteAsync(HongyanDb db, KeptPeer peer, KeptLine line, int generation, DateOnly today, CancellationToken cancellation)
    {
        if (generation > peer.OurGeneration || peer.OurSince is null)
        {
            // at the introduction it may have had an older card than we thought
            if (generation != peer.OurGeneration)
            {
                await db.SentMessages.Where(one => one.PeerId == peer.Id && (one.State == SentMessage.Queued || one.State == SentMessage.Sent))
                    .ExecuteUpdateAsync(set => set.SetProperty(one => one.Envelope, (string?)null), cancellation); // signed with a key it does not trust
                line.OutTries = 0;
            }
            (peer.OurGeneration, peer.OurSince, peer.ToldGeneration) = (generation, today, Math.Min(peer.ToldGeneration, generation));
        }
        await db.ExchangeKeys.Where(k => k.Use == KeptExchangeKey.Encryption && k.Generation == generation && k.RetiredOn != null)
            .ExecuteUpdateAsync(set => set.SetProperty(k => k.UsedOn, today), cancellation);
    }

    public static async Task ForgetAsync(Installation installation, CancellationToken cancellation)
    {
        await using var db = installation.OpenDb();
        var today = ChinaDate.Today(installation.Clock);
        var peers = await db.Peers.Where(one => one.State == Peer.Confirmed || one.State == Peer.Active)
            .Select(one => new { one.OurGeneration, one.OurSince }).ToListAsync(cancellation);
        foreach (var key in await db.ExchangeKeys.Where(k => k.Use == KeptExchangeKey.Encryption && k.RetiredOn != null).ToListAsync(cancellation))
        {
            if (peers.Exists(one => one.OurSince is null || one.OurGeneration <= key.Generation))
                continue; // it may still seal for this one
            var free = new[] { key.RetiredOn, key.UsedOn, peers.Max(one => one.OurSince) }.Max()!.Value;
            if (free.AddDays(DaysKept) > today)
                continue;
            db.ExchangeKeys.Remove(key);
            new Audit(db, new Actor(principal: null)).Note("exchange-key-deleted", details: new { key.Generation });
        }
        await db.SaveChangesAsync(cancellation);
    }
}
