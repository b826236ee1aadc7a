using Hongyan.Data;
using Hongyan.Envelopes;
using Hongyan.Rules.Exchange;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Peers.Kinds;

/// <summary>Its writer takes back what it said: both stay. What became a record here, or was acted on, is no longer taken back.</summary>
internal sealed class WithdrawalKind() : MessageKind(Kind)
{
    public const string Kind = "withdrawal";

    public override bool NeedsDay => false;

    public override IReadOnlyList<BodyField> Fields =>
        [new("seq", BodyValue.Number, true), new("id", BodyValue.Line, true), new("text", BodyValue.Prose)];

    public override async Task<string?> ApplyAsync(JudgedMessage judged, CancellationToken cancellation)
    {
        if (await OfAsync(judged, cancellation) is not { } before)
            return RefusalCodes.NotYourField;
        if (before.WithdrawnBy is not null)
            return RefusalCodes.DuplicateFact;
        if (before.HandledAt is not null || BecameRecord(judged, before))
            return RefusalCodes.TooLate;
        before.WithdrawnBy = judged.Message.Number;
        return null;
    }

    /// <summary>The message that is meant: of the same peer and about the same stay, and it took effect.</summary>
    internal static async Task<ReceivedMessage?> OfAsync(JudgedMessage judged, CancellationToken cancellation)
    {
        var (number, id) = (BodyText.Number(judged.Message.Body, "seq"), judged.Text("id"));
        return await judged.Db.ReceivedMessages.FirstOrDefaultAsync(one => one.PeerId == judged.Peer.Id && one.Number == number && one.Id == id
                && one.State == ReceivedMessage.Accepted, cancellation) is { } before
            && Message.Read(judged.Installation.Secrets.DecryptBytes(before.Payload)) is { } said && said.Case == judged.Message.Case ? before : null;
    }

    private static bool BecameRecord(JudgedMessage judged, ReceivedMessage before) =>
        Message.Read(judged.Installation.Secrets.DecryptBytes(before.Payload)) is { } said && MessageKinds.Find(said.Kind) is { } kind
        && kind.Becomes(judged with { Message = said }) is not null;
}
