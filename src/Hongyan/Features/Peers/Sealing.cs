using System.Text.Json;
using Hongyan.Data;
using Hongyan.Envelopes;
using Hongyan.Platform;
using Hongyan.Rules.Exchange;
using Hongyan.Rules.Peers;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Peers;

/// <summary>
/// What is to be said to one peer now, sealed for it: messages, receipts, how far we are. It holds the peer's line until the transaction of its context
/// ends.
/// </summary>
internal sealed class Sealing
{
    private const int MostReceipts = 450;
    private const int MostWaiting = 500;

    private readonly Installation installation;
    private readonly HongyanDb db;
    private readonly ExchangeKeyPair signing;
    private readonly string own;
    private readonly ExchangeKey receiver;

    private Sealing(Installation installation, HongyanDb db, (KeptPeer Peer, KeptLine Line) of, ExchangeKeyPair signing, string own)
    {
        (this.installation, this.db, this.signing, this.own) = (installation, db, signing, own);
        (Peer, Line) = of;
        receiver = new ExchangeKey(Peer.EncryptionX, Peer.EncryptionY);
    }

    public KeptPeer Peer { get; }

    public KeptLine Line { get; }

    /// <summary>Nothing when the peer may not be written to.</summary>
    public static async Task<Sealing?> OpenAsync(Installation installation, HongyanDb db, Guid peerId, CancellationToken cancellation)
    {
        var services = new ExchangeServices(installation, db);
        var line = await db.HeldLine(peerId).FirstOrDefaultAsync(cancellation);
        return line is null || await db.Peers.FirstOrDefaultAsync(one => one.Id == peerId, cancellation) is not { } peer || !Rules.Peers.Peer.IsOpen(peer.State)
            ? null
            : new Sealing(installation, db, (peer, line), await services.Opening.SigningAsync(peer, cancellation), (await services.Own.IdAsync(cancellation))!);
    }

    /// <summary>The envelope of a message; a repeat is the stored one, unless the peer has another key by now.</summary>
    public string Seal(SentMessage sent) =>
        sent.Envelope = sent.Envelope is { } kept && Envelope.Usual.HeaderOf(kept)?.Kid == receiver.Kid ? kept
            : Close(installation.Secrets.DecryptBytes(sent.Payload));

    public string Seal(ReceivedMessage answered) =>
        Say(MessageKinds.Receipt, new ReceiptBody(answered.Id, answered.Number, answered.AnsweredOn!.Value, answered.Code, answered.Sentence));

    /// <summary>Something without a number.</summary>
    public string Say(string kind, object body) => Close(new Message
    {
        Issuer = own,
        Audience = Peer.Installation,
        Number = 0,
        Kind = kind,
        Version = MessageVersion.Current.ToString(),
        IssuedAt = installation.Clock.GetUtcNow().ToUnixTimeSeconds(),
        Body = JsonSerializer.SerializeToElement(body, JsonSerializerOptions.Web),
    }.Write());

    /// <summary>What has no answer, in its order. While a restore is not settled nothing is sent.</summary>
    public IQueryable<SentMessage> Unanswered => db.SentMessages
        .Where(one => one.PeerId == Peer.Id && (one.State == SentMessage.Queued || one.State == SentMessage.Sent)).OrderBy(one => one.Number);

    /// <summary>Answers that have not gone since the message came last.</summary>
    public Task<List<ReceivedMessage>> ReceiptsAsync(CancellationToken cancellation) => db.ReceivedMessages
        .Where(one => one.PeerId == Peer.Id && one.AnsweredOn != null && one.AnswerSentAt == null).OrderBy(one => one.Number).Take(MostReceipts)
        .ToListAsync(cancellation);

    /// <summary>How far we are, and what is to be said of a restore.</summary>
    /// <param name="digest">The sum of all that took effect; nothing where it is not asked for.</param>
    public async Task<List<string>> NotesAsync(string? digest, CancellationToken cancellation)
    {
        var waiting = await db.ReceivedMessages.Where(one => one.PeerId == Peer.Id && one.State == ReceivedMessage.Waiting)
            .OrderBy(one => one.Number).Select(one => one.Number).Take(MostWaiting).ToListAsync(cancellation);
        var notes = new List<string>
        {
            Say(MessageKinds.State, new StateBody(Line.InEpoch, Line.InApplied, Line.InStopped, waiting) { Digest = digest }),
        };
        foreach (var (kind, body) in await new Resyncing(db, installation.Secrets, installation.Clock).NotesAsync(Peer, Line, cancellation))
            notes.Add(Say(kind, body));
        return notes;
    }

    private string Close(byte[] payload) =>
        Envelope.Usual.Close(payload, signing, receiver, Peer.HandleTheirs);
}
