using Hongyan.Data;
using Hongyan.Envelopes;
using Hongyan.Platform;
using Hongyan.Rules.Exchange;
using Hongyan.Rules.Peers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Hongyan.Features.Peers;

/// <summary>What became of an envelope that was brought.</summary>
public enum Brought
{
    /// <summary>Not for us, not from a peer that is open, or altered: which of it nobody is told.</summary>
    Unreadable,
    Kept,
    Early,
    Repeated,
    Stopped,
    Answer,
}

/// <summary>Where the program may end while it receives: nothing is lost and nothing done twice at any of them.</summary>
internal enum ReceivingPoint
{
    Kept,
    Applied,
    Committed,
    Sent,
}

/// <summary>
/// Receives: first the bytes are kept, then, one transaction for each, the next is judged, takes effect or is refused, gets its receipt and uses up its
/// number. It works as the owner of the database, for no person: whoever carries an envelope decides nothing about it.
/// </summary>
/// <param name="at">Called at each point at which the program may end; only tests give one.</param>
internal sealed class Receiving(Installation installation, Action<ReceivingPoint>? at = null)
{
    /// <param name="way">How it came: what cannot be read is listed with it for whoever operates.</param>
    public async Task<Brought> TakeAsync(string envelope, string way, CancellationToken cancellation)
    {
        var (became, why) = await TakeAsync(envelope, cancellation);
        if (became == Brought.Unreadable)
            await UnreadList.AddAsync(installation, why, Envelope.Usual.HeaderOf(envelope)?.Handle, envelope.Length, way, cancellation);
        return became;
    }

    private async Task<(Brought Became, string Why)> TakeAsync(string envelope, CancellationToken cancellation)
    {
        await using var db = installation.OpenDb();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var services = new ExchangeServices(installation, db);
        var (found, why) = await services.Opening.OpenAsync(envelope, cancellation);
        if (found is null)
            return (Brought.Unreadable, why);
        var (peer, opened, generation) = found;
        if (await db.HeldLine(peer.Id).FirstOrDefaultAsync(cancellation) is not { } line)
            return (Brought.Unreadable, UnreadEnvelope.Closed);
        await KeyUse.NoteAsync(db, peer, line, generation, ChinaDate.Today(installation.Clock), cancellation);
        var answers = new Answers(db, installation.Secrets, installation.Clock, opened.Message.Audience);
        var became = opened.Message.Number == 0 ? await answers.TakeAsync(peer, line, opened.Message, cancellation)
            : await KeepAsync(db, peer, line, opened, envelope, cancellation);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        at?.Invoke(ReceivingPoint.Kept);
        if (became == Brought.Kept)
            await JudgeAsync(peer.Id, cancellation);
        return (became, UnreadEnvelope.Content);
    }

    /// <summary>Judges what waits for its turn, also what an end of the program left.</summary>
    public async Task JudgeAsync(Guid peer, CancellationToken cancellation)
    {
        while (await JudgeNextAsync(peer, cancellation))
        {
        }
    }

    private async Task<Brought> KeepAsync(HongyanDb db, KeptPeer peer, KeptLine line, Opened opened, string envelope, CancellationToken cancellation)
    {
        var message = opened.Message;
        var known = await db.ReceivedMessages.Where(one => one.PeerId == peer.Id && (one.Number == message.Number || one.Number == line.InApplied + 1))
            .ToListAsync(cancellation);
        var (after, arrival, answer) = line.InboundWith(known).Arrive(new Numbered(message.Epoch, message.Number, opened.Id, message.Previous));
        if (after.IsStopped && !line.InStopped)
        {
            line.InStopped = true;
            new Audit(db, new Actor(principal: null)).Note("exchange-stopped", peer.Id.ToString(), new { message.Number });
        }
        if (arrival == Arrival.Repeat && answer is not null)
            known.Single(one => one.Number == message.Number).AnswerSentAt = null; // the first answer goes once more
        if (arrival is Arrival.Next or Arrival.Early && after.Kept.ContainsKey(message.Number) && known.All(one => one.Number != message.Number))
            db.ReceivedMessages.Add(await RowAsync(db, peer, opened, envelope, cancellation));
        return arrival switch
        {
            Arrival.Next => Brought.Kept,
            Arrival.Early => Brought.Early,
            Arrival.Repeat => answer is null ? Brought.Kept : Brought.Repeated,
            _ => Brought.Stopped,
        };
    }

    private async Task<ReceivedMessage> RowAsync(HongyanDb db, KeptPeer peer, Opened opened, string envelope, CancellationToken cancellation)
    {
        var message = opened.Message;
        var receiver = await ReceiverAsync(db, message, cancellation);
        var owner = receiver?.Path ?? await db.Organizations.Where(o => o.Id == peer.OwnerId).Select(o => o.Path).SingleAsync(cancellation);
        return new ReceivedMessage
        {
            PeerId = peer.Id,
            Number = message.Number,
            Epoch = message.Epoch,
            Id = opened.Id,
            Previous = message.Previous,
            Kind = message.Kind.Length <= 40 && ReadableText.Is(message.Kind) ? message.Kind : "?",
            OrgId = receiver?.Id,
            FromOrg = message.From is { Length: <= 100 } from && ReadableText.Is(from) ? from : null,
            OnDate = message.On,
            RecordId = Guid.TryParse(message.RecordId, out var record) ? record : null,
            Payload = installation.Secrets.Encrypt(opened.Payload),
            Envelope = envelope,
            State = ReceivedMessage.Waiting,
            ReceivedAt = installation.Clock.GetUtcNow(),
            PartyAbove = await Outgoing.AboveAsync(db, owner, cancellation),
        };
    }

    /// <summary>One transaction: effect, receipt and number stand together, or nothing does.</summary>
    private async Task<bool> JudgeNextAsync(Guid peerId, CancellationToken cancellation)
    {
        await using var db = installation.OpenDb();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (await db.HeldLine(peerId).FirstOrDefaultAsync(cancellation) is not { } line)
            return false;
        var peer = await db.Peers.SingleAsync(one => one.Id == peerId, cancellation);
        var kept = await db.ReceivedMessages.Where(one => one.PeerId == peerId && one.Number == line.InApplied + 1).ToListAsync(cancellation);
        if (!Peer.IsOpen(peer.State) || line.InboundWith(kept).Ready is not { } ready)
            return false;
        var today = ChinaDate.Today(installation.Clock);
        var message = Message.Read(installation.Secrets.DecryptBytes(kept[0].Payload))!;
        var judged = new JudgedMessage(installation, db, peer, message, await ReceiverAsync(db, message, cancellation), today) { Row = kept[0] };
        var code = await MessageKinds.JudgeAsync(judged, cancellation);
        if (code is null && message.Kind == MessageKinds.Hello)
            code = await new ExchangeServices(installation, db).Acts.GreetedAsync(peer, cancellation) is null ? null : RefusalCodes.Step;
        if (code is not null)
        {
            await transaction.RollbackAsync(cancellation);
            return await RefuseAsync(peerId, ready, code, today, cancellation);
        }
        await AnswerAsync(db, line, kept[0], new Receipt(ready.Id, ready.Number, today), transaction, cancellation);
        return true;
    }

    // In a transaction of its own, so that nothing of what judging had begun stays.
    private async Task<bool> RefuseAsync(Guid peerId, Numbered refused, string code, DateOnly today, CancellationToken cancellation)
    {
        await using var db = installation.OpenDb();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var line = await db.HeldLine(peerId).SingleAsync(cancellation);
        var kept = await db.ReceivedMessages.SingleAsync(one => one.PeerId == peerId && one.Number == refused.Number, cancellation);
        if (line.InboundWith([kept]).Ready?.Id == refused.Id) // somebody else may have judged it meanwhile
        {
            var answer = new Receipt(refused.Id, refused.Number, today, code, ExchangeWords.Of("refused." + code));
            await AnswerAsync(db, line, kept, answer, transaction, cancellation);
        }
        return true;
    }

    private async Task AnswerAsync(
        HongyanDb db, KeptLine line, ReceivedMessage kept, Receipt answer, IDbContextTransaction transaction, CancellationToken cancellation)
    {
        var next = await db.ReceivedMessages.AsNoTracking().Where(one => one.PeerId == line.PeerId && one.Number == kept.Number + 1).ToListAsync(cancellation);
        line.Take(line.InboundWith([kept, .. next]).Answered(answer));
        (kept.State, kept.Code, kept.Sentence, kept.AnsweredOn) =
            (answer.IsAccepted ? ReceivedMessage.Accepted : ReceivedMessage.Refused, answer.Code, answer.Sentence, answer.On);
        await db.SaveChangesAsync(cancellation);
        at?.Invoke(ReceivingPoint.Applied);
        await transaction.CommitAsync(cancellation);
        at?.Invoke(ReceivingPoint.Committed);
    }

    private static async Task<Organization?> ReceiverAsync(HongyanDb db, Message message, CancellationToken cancellation) =>
        Guid.TryParse(message.To, out var id) ? await db.Organizations.AsNoTracking().FirstOrDefaultAsync(o => o.Id == id, cancellation) : null;
}
