using System.Text.Json;
using Hongyan.Data;
using Hongyan.Envelopes;
using Hongyan.Platform;
using Hongyan.Platform.Jobs;
using Hongyan.Rules.Exchange;
using Hongyan.Rules.Peers;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Peers;

/// <summary>What a file that was brought held.</summary>
/// <param name="Problem">The key of the sentence that says what is wrong with the file; nothing was taken of it then.</param>
public sealed record BroughtFile(IReadOnlyDictionary<Brought, int> Count, string? Problem = null)
{
    public int Of(Brought what) => Count.GetValueOrDefault(what);
}

/// <summary>
/// Carries envelopes in files: what is queued for a peer goes out with the receipts and how far we are, what comes in is received. It is work of the
/// program, which pages ask for: whoever carries decides nothing and sees nothing of what is inside. In the night it judges what was left.
/// </summary>
public sealed class Carrier(Installation installation) : NightlyWork(installation.Clock, TimeSpan.FromSeconds(50), TimeSpan.FromMinutes(80))
{
    private const int MostMessages = 500;
    private const int MostReceipts = 450;
    private const int MostCharacters = 18 * 1024 * 1024;

    public override async Task RunAsync(CancellationToken stopping)
    {
        await using var db = installation.OpenDb();
        foreach (var peer in await db.ReceivedMessages.Where(one => one.State == ReceivedMessage.Waiting).Select(one => one.PeerId).Distinct()
            .ToListAsync(stopping))
            await new Receiving(installation).JudgeAsync(peer, stopping);
    }

    /// <summary>
    /// A file for a peer: whatever it has not answered, under its old number where it went before, so that a file that is lost costs nothing. More than
    /// fits goes with a later one. Nothing when it may not be written to.
    /// </summary>
    public async Task<HyxFile?> ExportAsync(Guid peerId, CancellationToken cancellation)
    {
        await new Receiving(installation).JudgeAsync(peerId, cancellation); // what an end of the program left
        await using var db = installation.OpenDb();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var services = new ExchangeServices(installation, db);
        var peer = await db.Peers.FirstOrDefaultAsync(one => one.Id == peerId, cancellation);
        var line = await db.HeldLine(peerId).FirstOrDefaultAsync(cancellation);
        if (peer is null || line is null || !Peer.IsOpen(peer.State) || line.OutPaused)
            return null;
        var signing = await services.Opening.SigningAsync(cancellation);
        var (to, now) = (new ExchangeKey(peer.EncryptionX, peer.EncryptionY), installation.Clock.GetUtcNow());
        var envelopes = new List<string>();
        foreach (var sent in await db.SentMessages.Where(one => one.PeerId == peerId && (one.State == SentMessage.Queued || one.State == SentMessage.Sent))
            .OrderBy(one => one.Number).Take(MostMessages).ToListAsync(cancellation))
        {
            if (envelopes.Sum(one => one.Length) > MostCharacters)
                break;
            sent.Envelope ??= Close(installation.Secrets.DecryptBytes(sent.Payload));
            (sent.State, sent.SentAt, sent.Tries) = (SentMessage.Sent, now, sent.Tries + 1);
            envelopes.Add(sent.Envelope);
        }
        foreach (var one in await db.ReceivedMessages.Where(one => one.PeerId == peerId && one.AnsweredOn != null && one.AnswerSentAt == null)
            .OrderBy(one => one.Number).Take(MostReceipts).ToListAsync(cancellation))
        {
            envelopes.Add(Close(await PlainAsync(MessageKinds.Receipt, new ReceiptBody(one.Id, one.Number, one.AnsweredOn!.Value, one.Code, one.Sentence))));
            one.AnswerSentAt = now;
        }
        var waiting = await db.ReceivedMessages.Where(one => one.PeerId == peerId && one.State == ReceivedMessage.Waiting)
            .OrderBy(one => one.Number).Select(one => one.Number).Take(MostMessages).ToListAsync(cancellation);
        envelopes.Add(Close(await PlainAsync(MessageKinds.State, new StateBody(line.InEpoch, line.InApplied, line.InStopped, waiting))));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return new HyxFile(envelopes);

        string Close(byte[] payload) => Envelope.Usual.Close(payload, signing, to, peer.HandleTheirs);

        async Task<byte[]> PlainAsync(string kind, object body) => new Message
        {
            Issuer = (await services.Own.IdAsync(cancellation))!,
            Audience = peer.Installation,
            Number = 0,
            Kind = kind,
            Version = MessageVersion.Current.ToString(),
            IssuedAt = now.ToUnixTimeSeconds(),
            Body = JsonSerializer.SerializeToElement(body, JsonSerializerOptions.Web),
        }.Write();
    }

    /// <summary>Receives what a file holds, envelope by envelope. A file that is cut, doubled or too large is not begun.</summary>
    public async Task<BroughtFile> ImportAsync(byte[] file, CancellationToken cancellation)
    {
        var (read, problem) = HyxFile.Read(file);
        var count = new Dictionary<Brought, int>();
        if (read is null)
            return new BroughtFile(count, problem);
        var receiving = new Receiving(installation);
        foreach (var envelope in read.Envelopes)
        {
            var became = await receiving.TakeAsync(envelope, cancellation);
            count[became] = count.GetValueOrDefault(became) + 1;
        }
        return new BroughtFile(count);
    }
}

/// <summary>Words of the exchange where no page is asked for them.</summary>
internal static class ExchangeWords
{
    public static string Of(string key) => TextBook.Whole.Find("Peers", key, TextBook.Chinese) ?? key;

    public static UserError Refused(string key) =>
        new($"{TextBook.Whole.Find("Peers", key, TextBook.Chinese)} / {TextBook.Whole.Find("Peers", key, TextBook.English)}");
}
