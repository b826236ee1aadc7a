using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Peers;
using Hongyan.Rules.Profiles;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Peers;

/// <summary>Notes in the night where messages have had no receipt for some days, and where all have one by now; a duty follows from it.</summary>
internal sealed class Deliveries(Installation installation)
{
    public async Task NoteAsync(CancellationToken cancellation)
    {
        List<Guid> peers;
        await using (var db = installation.OpenDb())
        {
            peers = await db.Peers.Where(one => one.State == Peer.Confirmed || one.State == Peer.Active).Select(one => one.Id).ToListAsync(cancellation);
        }
        foreach (var peer in peers)
            await NoteAsync(peer, cancellation);
    }

    private async Task NoteAsync(Guid id, CancellationToken cancellation)
    {
        await using var db = installation.OpenDb();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var (peer, today) = (await db.Peers.SingleAsync(one => one.Id == id, cancellation), ChinaDate.Today(installation.Clock));
        var said = (await db.Records.AsNoTracking().Where(one => one.OwnerId == peer.OwnerId && one.CaseId == id
                && (one.Type == DeliveriesOverdue.Type.Name || one.Type == DeliveriesConfirmed.Type.Name || one.Type == ToldOtherwise.Type.Name))
            .OrderBy(one => one.OnDate).ThenBy(one => one.RecordedAt).Select(one => new { one.Type, one.OnDate }).ToListAsync(cancellation)).LastOrDefault();
        var since = said?.Type == ToldOtherwise.Type.Name
            ? ChinaDate.Start(said.OnDate.AddDays(1)) : DateTimeOffset.UnixEpoch;
        var oldest = await db.SentMessages
            .Where(one => one.PeerId == id && (one.State == SentMessage.Queued || one.State == SentMessage.Sent) && one.QueuedAt >= since)
            .MinAsync(one => (DateTimeOffset?)one.QueuedAt, cancellation);
        var path = await db.Organizations.Where(o => o.Id == peer.OwnerId).Select(o => o.Path).SingleAsync(cancellation);
        var days = (await new Policies(db, installation.Policy).AtAsync(path, cancellation)).Get(Parameters.ExchangeConfirmAfter, today);
        var isLate = oldest is { } queued && ChinaDate.Of(queued).AddDays(days) <= today;
        var isOpen = said?.Type == DeliveriesOverdue.Type.Name;
        PeerEvent? noted = isLate && !isOpen ? new DeliveriesOverdue { On = today, By = Peer.Department }
            : !isLate && isOpen ? new DeliveriesConfirmed { On = today, By = Peer.Department } : null;
        if (noted is null || await new ExchangeServices(installation, db).Acts.AddAsync(peer, noted, cancellation) is not null)
            return;
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }
}
