using System.Text.Json;
using Hongyan.Data;
using Hongyan.Envelopes;
using Hongyan.Rules.Exchange;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Peers;

/// <summary>The body of a receipt: the first answer to one message.</summary>
public sealed record ReceiptBody(string Id, long Seq, DateOnly On, string? Code, string? Sentence);

/// <summary>The body of what a receiver says of a direction: how far it is, what it keeps early and what is missing.</summary>
public sealed record StateBody(int Epoch, long Applied, bool IsStopped, IReadOnlyList<long> Waiting);

/// <summary>What carries no number, because it only tells of numbers: receipts and states. Each may come twice, late or never.</summary>
internal sealed class Answers(HongyanDb db)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { RespectNullableAnnotations = true };

    public async Task<Brought> TakeAsync(KeptPeer peer, Message message, CancellationToken cancellation)
    {
        try
        {
            switch (message.Kind)
            {
                case MessageKinds.Receipt when message.Body.Deserialize<ReceiptBody>(Options) is { } receipt:
                    await ReceiptAsync(peer, receipt, cancellation);
                    return Brought.Answer;
                case MessageKinds.State when message.Body.Deserialize<StateBody>(Options) is { } state:
                    await StateAsync(peer, state, cancellation);
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
        var code = receipt.Code is null ? null : RefusalCodes.All.Contains(receipt.Code) ? receipt.Code : "other";
        (sent.State, sent.Code, sent.AnsweredOn) = (code is null ? SentMessage.Accepted : SentMessage.Refused, code, receipt.On);
        sent.Sentence = receipt.Sentence is { Length: <= MessageKinds.LongestText } sentence && Platform.ReadableText.Is(sentence) ? sentence : null;
    }

    /// <summary>Shown on the peer's page. What it lacks goes out again anyway until it is answered.</summary>
    private async Task StateAsync(KeptPeer peer, StateBody state, CancellationToken cancellation)
    {
        var line = await db.ExchangeLines.SingleAsync(one => one.PeerId == peer.Id, cancellation);
        (line.TheirApplied, line.TheirStopped) = (Math.Clamp(state.Applied, 0, line.OutLast), state.IsStopped);
    }
}
