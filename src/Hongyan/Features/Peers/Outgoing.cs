using System.Text.Json;
using System.Text.Json.Serialization;
using Hongyan.Data;
using Hongyan.Envelopes;
using Hongyan.Platform;
using Hongyan.Rules.Exchange;
using Hongyan.Rules.Peers;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Peers;

/// <summary>What a message says beside its number.</summary>
/// <param name="From">The organisation here that says it.</param>
/// <param name="To">The organisation there, by its id there.</param>
/// <param name="Body">The fields of its kind.</param>
public sealed record MessageDraft(string Kind, Organization From, string? To, object Body)
{
    public DateOnly? On { get; init; }

    /// <summary>The case here, and there where it is known.</summary>
    public Guid? Case { get; init; }

    public string? Yours { get; init; }

    public Guid? Record { get; init; }
}

/// <summary>Queues messages in the transaction of the act that they tell of: both stand, or neither. <see cref="Carrier"/> seals them later.</summary>
public sealed class Outgoing(HongyanDb db, Secrets secrets, OwnCard own, Actor actor, TimeProvider clock)
{
    private static readonly JsonSerializerOptions Said = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>Gives it the next number. Nothing while the peer may not be written to.</summary>
    public async Task<SentMessage?> QueueAsync(KeptPeer peer, MessageDraft draft, CancellationToken cancellation)
    {
        if (!Peer.IsOpen(peer.State) || (peer.State != Peer.Active && draft.Kind is not (MessageKinds.Hello or MessageKinds.KeyChange))
            || await db.HeldLine(peer.Id).FirstOrDefaultAsync(cancellation) is not { OutPaused: false } line)
            return null;
        var at = line.Outbound;
        var payload = new Message
        {
            Issuer = (await own.IdAsync(cancellation))!,
            Audience = peer.Installation,
            Epoch = at.Epoch,
            Number = at.NextNumber,
            Previous = at.LastId,
            Kind = draft.Kind,
            Version = MessageVersion.Current.ToString(),
            From = draft.From.Id.ToString(),
            To = draft.To,
            Case = draft.Case?.ToString(),
            Yours = draft.Yours,
            RecordId = draft.Record?.ToString(),
            On = draft.On,
            IssuedAt = clock.GetUtcNow().ToUnixTimeSeconds(),
            Body = JsonSerializer.SerializeToElement(draft.Body, Said),
        }.Write();
        var sent = new SentMessage
        {
            PeerId = peer.Id,
            Number = at.NextNumber,
            Epoch = at.Epoch,
            Id = Message.IdOf(payload),
            Kind = draft.Kind,
            OrgId = draft.From.Id,
            ToOrg = draft.To,
            CaseId = draft.Case,
            RecordId = draft.Record,
            OnDate = draft.On,
            Payload = secrets.Encrypt(payload),
            State = SentMessage.Queued,
            QueuedAt = clock.GetUtcNow(),
            AccountId = actor.AccountId,
            PartyAbove = await AboveAsync(db, draft.From.Path, cancellation),
        };
        line.Outbound = at.Sent(sent.Id);
        db.SentMessages.Add(sent);
        return sent;
    }

    /// <summary>The ids of an organisation and of all above it, as the second lock asks for them.</summary>
    internal static async Task<string[]> AboveAsync(HongyanDb db, string path, CancellationToken cancellation)
    {
        var ids = await db.Organizations.AsNoTracking().Where(o => o.Path == path || path.StartsWith(o.Path + ".")).Select(o => o.Id).ToListAsync(cancellation);
        return [.. ids.Select(id => id.ToString())];
    }
}
