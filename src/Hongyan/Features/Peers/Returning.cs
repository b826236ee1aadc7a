using Hongyan.Data;
using Hongyan.Envelopes;
using Hongyan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Peers;

/// <summary>What a restore lost comes back from the peer that holds it, as "sent before the restore", with the answer it got then.</summary>
internal sealed class Returning(HongyanDb db, Secrets secrets, TimeProvider clock)
{
    /// <summary>So far away a message of ours waits whose number was used for another one that the peer holds.</summary>
    internal const long Aside = 1_000_000_000_000;

    public async Task TakeAsync(KeptPeer peer, KeptLine line, KeptResync one, ResyncBody body, string own, CancellationToken cancellation)
    {
        if (body.Answered != one.OurAnswered || body.Items is not { Count: > 0 } items || one.State is not (KeptResync.Begun or KeptResync.Proposed))
            return;
        foreach (var item in items)
        {
            if (item.Seq <= one.OurAnswered || Payload(item) is not { } payload || Message.IdOf(payload) != item.Id
                || Message.Read(payload) is not { } message || message.Issuer != own || message.Number != item.Seq)
                return; // whatever follows comes again
            await TakeAsync(peer, item, payload, message, cancellation);
            one.OurAnswered = item.Seq;
        }
    }

    /// <summary>The same message under another number.</summary>
    internal static SentMessage Copy(SentMessage old, long number, int epoch, string id, byte[] payload) => new()
    {
        PeerId = old.PeerId, Number = number, Epoch = epoch, Id = id, Kind = old.Kind, OrgId = old.OrgId, ToOrg = old.ToOrg, CaseId = old.CaseId,
        RecordId = old.RecordId, OnDate = old.OnDate, Payload = payload, State = SentMessage.Queued, QueuedAt = old.QueuedAt, AccountId = old.AccountId,
        PartyAbove = old.PartyAbove,
    };

    private async Task TakeAsync(KeptPeer peer, ReturnedItem item, byte[] payload, Message message, CancellationToken cancellation)
    {
        var known = await db.SentMessages.FirstOrDefaultAsync(one => one.PeerId == peer.Id && one.Number == item.Seq, cancellation);
        if (known?.Id == item.Id)
        {
            Answers.Settle(known, item.Code, item.Sentence, item.On);
            return;
        }
        if (known is not null)
        {
            db.SentMessages.Remove(known);
            db.SentMessages.Add(Copy(known, known.Number + Aside, known.Epoch, known.Id, known.Payload));
            await db.SaveChangesAsync(cancellation);
        }
        var from = Guid.TryParse(message.From, out var id) ? await db.Organizations.AsNoTracking().FirstOrDefaultAsync(o => o.Id == id, cancellation) : null;
        from ??= await db.Organizations.AsNoTracking().SingleAsync(o => o.Id == peer.OwnerId, cancellation);
        var lost = new SentMessage
        {
            PeerId = peer.Id,
            Number = item.Seq,
            Epoch = item.Epoch,
            Id = item.Id,
            Kind = message.Kind,
            OrgId = from.Id,
            ToOrg = message.To,
            CaseId = Guid.TryParse(message.Case, out var ours) ? ours : null,
            RecordId = Guid.TryParse(message.RecordId, out var record) ? record : null,
            OnDate = message.On,
            Payload = secrets.Encrypt(payload),
            State = SentMessage.Sent,
            QueuedAt = clock.GetUtcNow(),
            SentAt = clock.GetUtcNow(),
            IsFromBefore = true,
            PartyAbove = await Outgoing.AboveAsync(db, from.Path, cancellation),
        };
        Answers.Settle(lost, item.Code, item.Sentence, item.On);
        db.SentMessages.Add(lost);
    }

    private static byte[]? Payload(ReturnedItem item)
    {
        var bytes = new byte[item.Payload.Length];
        return Convert.TryFromBase64String(item.Payload, bytes, out var length) ? bytes[..length] : null;
    }
}
