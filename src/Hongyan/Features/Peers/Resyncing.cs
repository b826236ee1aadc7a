using System.Security.Cryptography;
using Hongyan.Data;
using Hongyan.Envelopes;
using Hongyan.Platform;
using Hongyan.Rules.Exchange;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Peers;

/// <summary>
/// After a restore: the receiver signs what it holds and returns what the restored side lost; two people on each side agree; then another epoch begins, with
/// numbers that neither has seen. People only agree on pages; whatever moves numbers is done here, where envelopes are carried.
/// </summary>
internal sealed class Resyncing(HongyanDb db, Secrets secrets, TimeProvider clock)
{
    private const int ItemsAtOnce = 50;
    private const int ChunksAtOnce = 4;

    public static Task<bool> IsOpenAsync(HongyanDb db, Guid peer, CancellationToken cancellation) =>
        db.ExchangeResyncs.AnyAsync(one => one.PeerId == peer && (one.State != KeptResync.Done || one.Role == KeptResync.Asked), cancellation);

    /// <summary>One that begins; a later one sorts behind it.</summary>
    public static KeptResync New(Guid peer, string role, DateTimeOffset now, string? nonce = null) => new()
    {
        PeerId = peer, Role = role, State = KeptResync.Begun, BegunAt = now,
        Nonce = nonce ?? now.UtcDateTime.ToString("yyyyMMddHHmmss", System.Globalization.CultureInfo.InvariantCulture)
            + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)),
    };

    /// <summary>Up to which number all answers to what we sent are known.</summary>
    public static async Task<long> AnsweredAsync(HongyanDb db, KeptLine line, CancellationToken cancellation) =>
        await db.SentMessages.Where(one => one.PeerId == line.PeerId && one.Number < Returning.Aside
                && (one.State == SentMessage.Queued || one.State == SentMessage.Sent))
            .MinAsync(one => (long?)one.Number, cancellation) is { } open ? open - 1 : line.OutLast;

    /// <summary>What is to be said now; what two people here confirmed is done first.</summary>
    public async Task<List<(string Kind, ResyncBody Body)>> NotesAsync(KeptPeer peer, KeptLine line, CancellationToken cancellation)
    {
        var notes = new List<(string, ResyncBody)>();
        foreach (var one in await db.ExchangeResyncs.Where(one => one.PeerId == peer.Id).ToListAsync(cancellation))
        {
            if (one is { Role: KeptResync.Asked, State: KeptResync.Confirmed })
                await GoOnAsync(peer, line, one, cancellation);
            foreach (var body in one.Role == KeptResync.Asks ? Asking(one) : await AskedAsync(peer, one, cancellation))
                notes.Add((MessageKinds.Resync, body));
        }
        return notes;
    }

    public async Task TakeAsync(KeptPeer peer, KeptLine line, ResyncBody body, string own, CancellationToken cancellation)
    {
        if (body.Nonce.Length is 0 or > 64 || !body.Nonce.All(char.IsAsciiLetterOrDigit))
            return;
        var role = body.Step is ResyncBody.Ask or ResyncBody.Propose ? KeptResync.Asked : KeptResync.Asks;
        var known = await db.ExchangeResyncs.FirstOrDefaultAsync(one => one.PeerId == peer.Id && one.Role == role, cancellation);
        if (body.Step == ResyncBody.Ask)
            await AskedForAsync(peer, line, known, body, cancellation);
        else if (known?.Nonce == body.Nonce)
            await (body.Step switch
            {
                ResyncBody.Held => HeldAsync(line, known, body),
                ResyncBody.Returned => new Returning(db, secrets, clock).TakeAsync(peer, line, known, body, own, cancellation),
                ResyncBody.Propose => ProposedAsync(line, known, body),
                ResyncBody.Agreed => AgreedAsync(peer, line, known, body, cancellation),
                _ => Task.CompletedTask,
            });
    }

    private static IEnumerable<ResyncBody> Asking(KeptResync one) => one.State switch
    {
        KeptResync.Begun or KeptResync.Proposed => [new(ResyncBody.Ask, one.Nonce) { Applied = one.OurApplied, Answered = one.OurAnswered }],
        KeptResync.Confirmed => [new(ResyncBody.Propose, one.Nonce) { Epoch = one.NextEpoch!.Value, First = one.NextFirst!.Value, LastId = one.HeldLastId }],
        _ => [],
    };

    private async Task<List<ResyncBody>> AskedAsync(KeptPeer peer, KeptResync one, CancellationToken cancellation)
    {
        if (one.State == KeptResync.Done)
        {
            return await db.ReceivedMessages.AnyAsync(other => other.PeerId == peer.Id && other.Epoch == one.NextEpoch, cancellation) ? []
                : [new(ResyncBody.Agreed, one.Nonce) { Epoch = one.NextEpoch!.Value, First = one.NextFirst!.Value }];
        }
        List<ResyncBody> all =
        [
            new(ResyncBody.Held, one.Nonce)
            {
                Epoch = one.HeldEpoch!.Value, Applied = one.HeldApplied!.Value, LastId = one.HeldLastId, Highest = one.HeldHighest!.Value,
            },
        ];
        var lost = await db.ReceivedMessages.AsNoTracking()
            .Where(other => other.PeerId == peer.Id && other.Number > one.OurAnswered && other.Number <= one.HeldApplied && other.AnsweredOn != null)
            .OrderBy(other => other.Number).Take(ItemsAtOnce * ChunksAtOnce).ToListAsync(cancellation);
        var after = one.OurAnswered;
        foreach (var chunk in lost.Chunk(ItemsAtOnce))
        {
            all.Add(new ResyncBody(ResyncBody.Returned, one.Nonce)
            {
                Answered = after,
                Items = [.. chunk.Select(other => new ReturnedItem(other.Number, other.Epoch, other.Id,
                    Convert.ToBase64String(secrets.DecryptBytes(other.Payload)), other.AnsweredOn!.Value, other.Code, other.Sentence))],
            });
            after = chunk[^1].Number;
        }
        return all;
    }

    /// <summary>The peer was restored: what it sends waits until people agreed. A request that comes late is none.</summary>
    private async Task AskedForAsync(KeptPeer peer, KeptLine line, KeptResync? known, ResyncBody body, CancellationToken cancellation)
    {
        if (known is not null && (string.CompareOrdinal(body.Nonce, known.Nonce) < 0
            || (known.Nonce == body.Nonce && known.State is KeptResync.Confirmed or KeptResync.Done)))
            return;
        if (known is not null && known.Nonce != body.Nonce)
        {
            db.ExchangeResyncs.Remove(known);
            await db.SaveChangesAsync(cancellation);
            known = null;
        }
        if (known is null)
        {
            known = New(peer.Id, KeptResync.Asked, clock.GetUtcNow(), body.Nonce);
            db.ExchangeResyncs.Add(known);
            var highest = await db.ReceivedMessages.Where(one => one.PeerId == peer.Id).MaxAsync(one => (long?)one.Number, cancellation) ?? 0;
            (known.HeldEpoch, known.HeldApplied, known.HeldLastId, known.HeldHighest) =
                (line.InEpoch, line.InApplied, line.InLastId, Math.Max(line.InApplied, highest));
        }
        line.InStopped = true;
        (known.OurApplied, known.OurAnswered) = (Math.Max(0, body.Applied), Math.Max(0, body.Answered));
    }

    private static Task HeldAsync(KeptLine line, KeptResync one, ResyncBody body)
    {
        if (one.State != KeptResync.Begun)
            return Task.CompletedTask;
        (one.HeldEpoch, one.HeldApplied, one.HeldLastId, one.HeldHighest) = (body.Epoch, body.Applied, body.LastId, body.Highest);
        var next = line.Outbound.Propose(new Held(body.Epoch, body.Applied, body.LastId, body.Highest));
        (one.NextEpoch, one.NextFirst, one.State) = (next.Epoch, next.First, KeptResync.Proposed);
        return Task.CompletedTask;
    }

    /// <summary>Another epoch, numbers that are not used, and what we hold as the one before them: anything else is no proposal.</summary>
    private static Task ProposedAsync(KeptLine line, KeptResync one, ResyncBody body)
    {
        if (one.State == KeptResync.Begun && body.Epoch > line.InEpoch && body.First > one.HeldHighest && body.LastId == one.HeldLastId)
            (one.NextEpoch, one.NextFirst, one.State) = (body.Epoch, body.First, KeptResync.Proposed);
        return Task.CompletedTask;
    }

    /// <summary>At the side that was asked: the new epoch is read, what waited of the old one is over, and what the peer lost of ours goes once more.</summary>
    private async Task GoOnAsync(KeptPeer peer, KeptLine line, KeptResync one, CancellationToken cancellation)
    {
        line.Take(line.InboundWith([]).Resynchronised(one.Agreed!));
        await db.ReceivedMessages.Where(other => other.PeerId == peer.Id && other.State == ReceivedMessage.Waiting).ExecuteDeleteAsync(cancellation);
        await db.SentMessages.Where(other => other.PeerId == peer.Id && other.Number > one.OurApplied && other.AnsweredOn != null)
            .ExecuteUpdateAsync(set => set.SetProperty(other => other.State, SentMessage.Sent).SetProperty(other => other.AnsweredOn, (DateOnly?)null)
                .SetProperty(other => other.Code, (string?)null).SetProperty(other => other.Sentence, (string?)null)
                .SetProperty(other => other.Tries, 0), cancellation);
        one.State = KeptResync.Done;
    }

    private async Task AgreedAsync(KeptPeer peer, KeptLine line, KeptResync one, ResyncBody body, CancellationToken cancellation)
    {
        if (one.State != KeptResync.Confirmed || body.Epoch != one.NextEpoch || body.First != one.NextFirst)
            return;
        var at = Outbound.Resynchronised(one.Agreed!);
        foreach (var old in await db.SentMessages.Where(other => other.PeerId == peer.Id && other.Number > one.HeldApplied
            && (other.State == SentMessage.Queued || other.State == SentMessage.Sent)).OrderBy(other => other.Number).ToListAsync(cancellation))
        {
            var payload = (Message.Read(secrets.DecryptBytes(old.Payload))! with { Epoch = at.Epoch, Number = at.NextNumber, Previous = at.LastId }).Write();
            var again = Returning.Copy(old, at.NextNumber, at.Epoch, Message.IdOf(payload), secrets.Encrypt(payload));
            at = at.Sent(again.Id);
            db.SentMessages.Remove(old);
            db.SentMessages.Add(again);
        }
        (line.Outbound, line.OutTries, line.OutFailure, line.OutDiffers) = (at, 0, null, 0);
        one.State = KeptResync.Done;
    }
}
