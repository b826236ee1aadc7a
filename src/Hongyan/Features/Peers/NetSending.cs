using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Platform.Jobs;
using Hongyan.Rules.Exchange;
using Hongyan.Rules.Peers;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Peers;

/// <summary>
/// Sends over the net what waits for peers that have an address. One that does not take it is tried again after 1, 5 and 30 minutes, 2 hours and then
/// daily; after a month its failure stays until somebody has it tried again.
/// </summary>
internal sealed class NetSending(Installation installation, PeerClient net) : ScheduledWork(installation.Clock)
{
    private const int AtOnce = 50;
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(40);
    private static readonly TimeSpan Often = TimeSpan.FromMinutes(1);
    private readonly Dictionary<Guid, ((int Epoch, long Applied) At, string Digest)> digests = []; // one turn at a time

    protected override TimeSpan Wait(bool first) => first ? Soon : Often;

    public override async Task RunAsync(CancellationToken stopping)
    {
        await using var db = installation.OpenDb();
        foreach (var peer in await db.Peers.Where(one => one.Address != null && (one.State == Peer.Confirmed || one.State == Peer.Active))
            .Select(one => one.Id).ToListAsync(stopping))
        {
            await new Receiving(installation).JudgeAsync(peer, stopping); // what an end of the program left
            await new Telling(installation).TellAsync(peer, stopping);
            while (await SendAsync(peer, stopping))
            {
            }
        }
    }

    /// <summary>Sends what is due, at most so much at once; whether there may be more.</summary>
    internal async Task<bool> SendAsync(Guid peer, CancellationToken cancellation)
    {
        if (await TakeAsync(peer, cancellation) is not { } taken)
            return false;
        var receiving = new Receiving(installation);
        foreach (var (envelope, done) in taken.Envelopes)
        {
            var answer = await net.PostAsync(taken.Address, envelope, cancellation);
            await NoteAsync(peer, done, answer.Problem, cancellation);
            if (answer.Problem is not null)
                return false;
            foreach (var one in answer.Envelopes)
                await receiving.TakeAsync(one, UnreadEnvelope.Net, cancellation);
        }
        return taken.Envelopes.Count >= AtOnce;
    }

    /// <param name="Number">Of a message, or of what a receipt answers; nothing for what is said without a number.</param>
    private sealed record Done(long? Number, bool IsReceipt);

    private sealed record Taken(string Address, IReadOnlyList<(string Envelope, Done Done)> Envelopes);

    private async Task<Taken?> TakeAsync(Guid peer, CancellationToken cancellation)
    {
        await using var db = installation.OpenDb();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var now = installation.Clock.GetUtcNow();
        if (await Sealing.OpenAsync(installation, db, peer, cancellation) is not { Peer.Address: { } address } sealing || !IsTime(sealing.Line, now))
            return null;
        var messages = sealing.Line.OutPaused ? [] : (await sealing.Unanswered.Take(4 * AtOnce).ToListAsync(cancellation))
            .Where(one => one.State == SentMessage.Queued || (Sending.Pause(one.Tries) is { } pause && one.SentAt + pause <= now)).Take(AtOnce).ToList();
        List<(string, Done)> envelopes = [.. messages.Select(one => (sealing.Seal(one), new Done(one.Number, IsReceipt: false)))];
        envelopes.AddRange((await sealing.ReceiptsAsync(cancellation)).Select(one => (sealing.Seal(one), new Done(one.Number, IsReceipt: true))));
        if (envelopes.Count > 0 || sealing.Line.OutPaused || await Resyncing.IsOpenAsync(db, peer, cancellation))
            envelopes.AddRange((await sealing.NotesAsync(await DigestAsync(db, sealing, cancellation), cancellation))
                .Select(note => (note, new Done(null, IsReceipt: false))));
        await db.SaveChangesAsync(cancellation); // a repeat sends the same bytes
        await transaction.CommitAsync(cancellation);
        return new Taken(address, envelopes);
    }

    /// <summary>The sum of what took effect; it stays the same until another number is used up.</summary>
    private async Task<string> DigestAsync(HongyanDb db, Sealing sealing, CancellationToken cancellation)
    {
        var at = (sealing.Line.InEpoch, sealing.Line.InApplied);
        if (!digests.TryGetValue(sealing.Peer.Id, out var kept) || kept.At != at)
            digests[sealing.Peer.Id] = kept = (at, await Digests.ReceivedAsync(db, sealing.Peer, cancellation));
        return kept.Digest;
    }

    private static bool IsTime(KeptLine line, DateTimeOffset now) =>
        line.OutTries == 0 || (Sending.Pause(line.OutTries) is { } pause && line.OutTriedAt + pause <= now);

    private async Task NoteAsync(Guid peer, Done done, string? problem, CancellationToken cancellation)
    {
        await using var db = installation.OpenDb();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (await db.HeldLine(peer).FirstOrDefaultAsync(cancellation) is not { } line)
            return;
        var now = installation.Clock.GetUtcNow();
        (line.OutTries, line.OutTriedAt, line.OutFailure) = problem is null ? (0, now, null) : (line.OutTries + 1, now, problem);
        if (problem is null && done is { Number: { } number, IsReceipt: true })
        {
            await db.ReceivedMessages.Where(one => one.PeerId == peer && one.Number == number)
                .ExecuteUpdateAsync(set => set.SetProperty(one => one.AnswerSentAt, now), cancellation);
        }
        else if (problem is null && done.Number is { } sent
            && await db.SentMessages.FirstOrDefaultAsync(one => one.PeerId == peer && one.Number == sent, cancellation) is { } message)
        {
            (message.SentAt, message.Tries) = (now, message.Tries + 1);
            if (message.State == SentMessage.Queued)
                message.State = SentMessage.Sent;
        }
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }
}
