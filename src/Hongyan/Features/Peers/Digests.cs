using Hongyan.Data;
using Hongyan.Rules.Exchange;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Peers;

/// <summary>Sums up what took effect of a direction, at its receiver and at its sender: both are equal once every answer has arrived.</summary>
internal static class Digests
{
    public static async Task<string> ReceivedAsync(HongyanDb db, KeptPeer peer, CancellationToken cancellation) => Digest.Of(
        (await db.ReceivedMessages.Where(one => one.PeerId == peer.Id && one.State == ReceivedMessage.Accepted && one.WithdrawnBy == null)
            .Select(one => new { one.RecordId, one.Kind, one.Id }).ToListAsync(cancellation))
        .Select(one => new DigestLine(one.RecordId?.ToString(), one.Kind, peer.Installation, one.Id)));

    public static async Task<string> SentAsync(HongyanDb db, KeptPeer peer, string own, CancellationToken cancellation) => Digest.Of(
        (await db.SentMessages.Where(one => one.PeerId == peer.Id && one.State == SentMessage.Accepted)
            .Select(one => new { one.RecordId, one.Kind, one.Id }).ToListAsync(cancellation))
        .Select(one => new DigestLine(one.RecordId?.ToString(), one.Kind, own, one.Id)));

    /// <summary>Compares what the peer says with what we know of it; only where every number that it has used up is answered here.</summary>
    public static async Task CompareAsync(HongyanDb db, KeptPeer peer, KeptLine line, StateBody said, string own, CancellationToken cancellation)
    {
        if (said.Digest is null || await db.SentMessages.AnyAsync(one => one.PeerId == peer.Id && one.Number <= said.Applied
                && (one.State == SentMessage.Queued || one.State == SentMessage.Sent), cancellation))
            return;
        var ahead = await db.SentMessages.AnyAsync(one => one.PeerId == peer.Id && one.Number > said.Applied
            && (one.State == SentMessage.Accepted || one.State == SentMessage.Refused || one.State == SentMessage.Withdrawn), cancellation);
        // a state that is older than the receipts it comes after says nothing; one that stays behind them is a database that was set back
        line.OutDiffers = !ahead && said.Digest == await SentAsync(db, peer, own, cancellation) ? 0 : line.OutDiffers + 1;
    }
}
