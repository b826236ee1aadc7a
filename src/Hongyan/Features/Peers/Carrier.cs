using Hongyan.Data;
using Hongyan.Envelopes;
using Hongyan.Platform;
using Hongyan.Platform.Jobs;
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
/// program, which pages ask for: whoever carries decides nothing and sees nothing of what is inside. In the night it judges what was left,
/// notes what has had no receipt for too long, and deletes keys that nobody seals for any more.
/// </summary>
public sealed class Carrier(Installation installation) : NightlyWork(installation.Clock, TimeSpan.FromSeconds(50), TimeSpan.FromMinutes(80))
{
    private const int MostMessages = 500;
    private const int MostCharacters = 18 * 1024 * 1024;

    /// <summary>Called at each point at which the program may end; only tests set it.</summary>
    internal Action<ReceivingPoint>? At { get; init; }

    public override async Task RunAsync(CancellationToken stopping)
    {
        await using var db = installation.OpenDb();
        foreach (var peer in await db.ReceivedMessages.Where(one => one.State == ReceivedMessage.Waiting).Select(one => one.PeerId).Distinct()
            .ToListAsync(stopping))
            await new Receiving(installation, At).JudgeAsync(peer, stopping);
        await new Deliveries(installation).NoteAsync(stopping);
        await KeyUse.ForgetAsync(installation, stopping);
        await UnreadList.ForgetAsync(installation, stopping);
    }

    /// <summary>
    /// A file for a peer: whatever it has not answered, under its old number where it went before, so that a file that is lost costs nothing. More than
    /// fits goes with a later one. Nothing when it may not be written to.
    /// </summary>
    public async Task<HyxFile?> ExportAsync(Guid peerId, CancellationToken cancellation)
    {
        await new Receiving(installation, At).JudgeAsync(peerId, cancellation); // what an end of the program left
        await new Telling(installation).TellAsync(peerId, cancellation);
        await using var db = installation.OpenDb();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (await Sealing.OpenAsync(installation, db, peerId, cancellation) is not { } sealing)
            return null;
        var envelopes = new List<string>();
        foreach (var sent in sealing.Line.OutPaused ? [] : await sealing.Unanswered.Take(MostMessages).ToListAsync(cancellation))
        {
            if (envelopes.Sum(one => one.Length) > MostCharacters)
                break;
            envelopes.Add(sealing.Seal(sent));
            (sent.State, sent.SentAt, sent.Tries) = (SentMessage.Sent, installation.Clock.GetUtcNow(), sent.Tries + 1);
        }
        return await WithAnswersAsync(db, sealing, envelopes, withDigest: true, transaction.CommitAsync, cancellation);
    }

    /// <summary>Only the receipts that wait for a peer, and how far we are: what it is told when it brought something over the net.</summary>
    public async Task<HyxFile?> AnswersAsync(Guid peerId, CancellationToken cancellation)
    {
        await using var db = installation.OpenDb();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        return await Sealing.OpenAsync(installation, db, peerId, cancellation) is { } sealing
            ? await WithAnswersAsync(db, sealing, [], withDigest: false, transaction.CommitAsync, cancellation) : null;
    }

    /// <summary>Receives what a file holds, envelope by envelope. A file that is cut, doubled or too large is not begun.</summary>
    public async Task<BroughtFile> ImportAsync(byte[] file, CancellationToken cancellation)
    {
        var (read, problem) = HyxFile.Read(file);
        var count = new Dictionary<Brought, int>();
        if (read is null)
            return new BroughtFile(count, problem);
        var receiving = new Receiving(installation, At);
        foreach (var envelope in read.Envelopes)
        {
            var became = await receiving.TakeAsync(envelope, UnreadEnvelope.File, cancellation);
            count[became] = count.GetValueOrDefault(became) + 1;
        }
        return new BroughtFile(count);
    }

    // A receipt that is lost on its way goes once more when the message comes again.
    private async Task<HyxFile> WithAnswersAsync(
        HongyanDb db, Sealing sealing, List<string> envelopes, bool withDigest, Func<CancellationToken, Task> commit, CancellationToken cancellation)
    {
        foreach (var one in await sealing.ReceiptsAsync(cancellation))
        {
            envelopes.Add(sealing.Seal(one));
            one.AnswerSentAt = installation.Clock.GetUtcNow();
        }
        envelopes.AddRange(await sealing.NotesAsync(withDigest ? await Digests.ReceivedAsync(db, sealing.Peer, cancellation) : null, cancellation));
        await db.SaveChangesAsync(cancellation);
        await commit(cancellation);
        At?.Invoke(ReceivingPoint.Sent); // what was made is lost then
        return new HyxFile(envelopes);
    }
}

/// <summary>Words of the exchange where no page is asked for them.</summary>
internal static class ExchangeWords
{
    public static string Of(string key) => TextBook.Whole.Find("Peers", key, TextBook.Chinese) ?? key;

    public static UserError Refused(string key) =>
        new($"{TextBook.Whole.Find("Peers", key, TextBook.Chinese)} / {TextBook.Whole.Find("Peers", key, TextBook.English)}");
}
