using System.Text.Json;
using Hongyan.Data;
using Hongyan.Envelopes;
using Hongyan.Platform;
using Hongyan.Rules.Exchange;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Peers;

/// <summary>The body of a receipt: the first answer to one message.</summary>
public sealed record ReceiptBody(string Id, long Seq, DateOnly On, string? Code, string? Sentence);

/// <summary>The body of what a receiver says of a direction: how far it is, what it keeps early and what is missing.</summary>
public sealed record StateBody(int Epoch, long Applied, bool IsStopped, IReadOnlyList<long> Waiting)
{
    /// <summary>The sum of all that took effect; nothing where it is not asked for.</summary>
    public string? Digest { get; init; }
}

/// <summary>What carries no number, because it only tells of numbers: receipts, states, resynchronising. Each may come twice, late or never.</summary>
internal sealed class Answers(HongyanDb db, Secrets secrets, TimeProvider clock, string own)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { RespectNullableAnnotations = true };

    public async Task<Brought> TakeAsync(KeptPeer peer, KeptLine line, Message message, CancellationToken cancellation)
    {
        try
        {
            switch (message.Kind)
            {
                case MessageKinds.Receipt when message.Body.Deserialize<ReceiptBody>(Options) is { } receipt:
                    await ReceiptAsync(peer, receipt, cancellation);
                    return Brought.Answer;
                case MessageKinds.State when message.Body.Deserialize<StateBody>(Options) is { } state:
                    await StateAsync(peer, line, state, message.IssuedAt, cancellation);
                    return Brought.Answer;
                case MessageKinds.Resync when message.Body.Deserialize<ResyncBody>(Options) is { } resync:
                    await new Resyncing(db, secrets, clock).TakeAsync(peer, line, resync, own, cancellation);
                    return Brought.Answer;
                default:
                    return Brought.Unreadable;
            }
        }
        catch (JsonException)
        {
            return Brought.Unreadable;
        }
    }

    /// <summary>The first answer is final; one to another content than ours is none to us.</summary>
    private async Task ReceiptAsync(KeptPeer peer, ReceiptBody receipt, CancellationToken cancellation)
    {
        if (await db.SentMessages.FirstOrDefaultAsync(one => one.PeerId == peer.Id && one.Number == receipt.Seq && one.Id == receipt.Id, cancellation)
            is not { State: SentMessage.Sent or SentMessage.Queued } sent)
            return;
        Settle(sent, receipt.Code, receipt.Sentence, receipt.On);
        if (sent is not { Kind: Kinds.WithdrawalKind.Kind or Kinds.CorrectionKind.Kind, State: SentMessage.Accepted } || Meant(sent) is not { } number
            || await db.SentMessages.FirstOrDefaultAsync(one => one.PeerId == peer.Id && one.Number == number, cancellation)
                is not { State: SentMessage.Accepted } before)
            return;
        if (sent.Kind == Kinds.WithdrawalKind.Kind)
            before.State = SentMessage.Withdrawn;
        else
            before.CorrectedBy = sent.Number;
    }

    internal static void Settle(SentMessage sent, string? said, string? words, DateOnly on)
    {
        var code = said is null ? null : RefusalCodes.All.Contains(said) ? said : "other";
        (sent.State, sent.Code, sent.AnsweredOn) = (code is null ? SentMessage.Accepted : SentMessage.Refused, code, on);
        sent.Sentence = words is { Length: <= MessageKinds.LongestText } sentence && ReadableText.Is(sentence) ? sentence : null;
    }

    /// <summary>The number of the message that is withdrawn or corrected.</summary>
    private long? Meant(SentMessage later) =>
        Message.Read(secrets.DecryptBytes(later.Payload)) is { } message ? BodyText.Number(message.Body, "seq") : null;

    /// <summary>Shown on the peer's page. What it lacks goes out again anyway until it is answered.</summary>
    private async Task StateAsync(KeptPeer peer, KeptLine line, StateBody state, long at, CancellationToken cancellation)
    {
        if (at < line.TheirSaidAt)
            return;
        (line.TheirApplied, line.TheirStopped, line.TheirSaidAt) = (Math.Clamp(state.Applied, 0, line.OutLast), state.IsStopped, at);
        await Digests.CompareAsync(db, peer, line, state, own, cancellation);
    }
}
