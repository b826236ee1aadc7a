using System.Security.Cryptography;
using Hongyan.Data;
using Hongyan.Envelopes;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Exchange;
using Hongyan.Rules.Peers;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Peers;

/// <summary>What a department does with a peer, as records of its case; the row of the peer follows. A refusal is a key of the texts.</summary>
public sealed class PeerActs(HongyanDb db, CaseRecording recording, OwnCard own, Outgoing outgoing, Actor actor, TimeProvider clock)
{
    private const int HandleBytes = 16;

    private DateOnly Today => ChinaDate.Today(clock);

    /// <summary>Begins a peer, or begins it anew because its card changed.</summary>
    public async Task<(KeptPeer? Peer, string? Refusal)> LoadAsync(Organization department, PeerCard card, CancellationToken cancellation)
    {
        if (await own.ReadAsync(cancellation) is not { } mine)
            return (null, "card.no-department");
        if (await KeysRefusalAsync(card, mine, cancellation) is { } wrong)
            return (null, wrong);
        var loaded = new PeerCardLoaded
        {
            On = Today, By = Peer.Department, Installation = card.Installation, Name = card.Name, Fingerprint = card.Fingerprint,
        };
        var known = await db.Peers.FirstOrDefaultAsync(one => one.Installation == card.Installation && one.State != Peer.Ended, cancellation);
        if (known is not null)
        {
            if (known.OwnerId != department.Id)
                return (null, "card.of-another");
            if (Peer.IsOpen(known.State))
                return await ChangeAsync(known, card, cancellation);
            if (await AddAsync(known, loaded, cancellation) is { } refused)
                return (null, refused);
        }
        else
        {
            var party = new PartyHere(Peer.Department, department.Id, department.Path, department.Name, department.Kind, IsOutside: false);
            var (one, answer) = await recording.OpenAsync(Peer.Kind, [party], loaded, cancellation);
            if (answer.Refusal is { } refusal)
                return (null, refusal.Text);
            known = PeerRow.New(one, card);
            db.Peers.Add(known);
        }
        PeerRow.Introduce(known, card, mine);
        (known.State, known.LoadedBy, known.ComparedBy, known.ConfirmedBy, known.LoadedAt) = (Peer.Loaded, actor.AccountId, null, null, clock.GetUtcNow());
        await recording.SaveAsync(cancellation);
        return (known, null);
    }

    /// <summary>A peer that is open says its new keys itself.</summary>
    public async Task<string?> LearnAsync(KeptPeer peer, PeerCard card, CancellationToken cancellation) =>
        await own.ReadAsync(cancellation) is not { } mine ? "card.no-department"
        : await KeysRefusalAsync(card, mine, cancellation) ?? (await ChangeAsync(peer, card, cancellation)).Refusal;

    private async Task<string?> KeysRefusalAsync(PeerCard card, PeerCard mine, CancellationToken cancellation) =>
        card.Installation == mine.Installation || card.Signing == mine.Signing || card.Encryption == mine.Encryption ? "card.own"
        : await db.Peers.AnyAsync(one => one.State != Peer.Ended && one.Installation != card.Installation
            && one.SigningX == card.Signing.X && one.SigningY == card.Signing.Y, cancellation) ? "card.keys-known" : null;

    /// <summary>A changed card of a confirmed peer waits beside the one in force; one that waited before is no more.</summary>
    private async Task<(KeptPeer? Peer, string? Refusal)> ChangeAsync(KeptPeer peer, PeerCard card, CancellationToken cancellation)
    {
        var changed = new PeerCardChanged { On = Today, By = Peer.Department, Name = card.Name, Fingerprint = card.Fingerprint };
        if (await AddAsync(peer, changed, cancellation) is { } refused)
            return (null, refused);
        (peer.NextCard, peer.NextFingerprint) = (System.Text.Encoding.UTF8.GetString(card.Write()), card.Fingerprint);
        (peer.NextLoadedBy, peer.NextLoadedAt, peer.NextComparedBy) = (actor.AccountId, clock.GetUtcNow(), null);
        await recording.SaveAsync(cancellation);
        return (peer, null);
    }

    /// <param name="with">Who read it over the telephone.</param>
    /// <param name="heard">The digits that were heard.</param>
    public Task<string?> CompareAsync(KeptPeer peer, string with, string heard, DateOnly on, CancellationToken cancellation) =>
        ComparedAsync(peer, new PeerCompared { On = on, By = Peer.Department, With = with, Heard = heard }, isDue: () => peer.State == Peer.Loaded,
            by => (peer.State, peer.ComparedBy) = (Peer.Compared, by), cancellation);

    /// <summary>Why the actor is not the second person; nothing when he is.</summary>
    public string? SecondRefusal(KeptPeer peer) => SecondRefusal(peer.State == Peer.Compared, peer.ComparedBy, peer.LoadedBy);

    public async Task<string?> ConfirmAsync(KeptPeer peer, CancellationToken cancellation)
    {
        await HoldAsync(peer, cancellation);
        if (SecondRefusal(peer) is { } wrong)
            return wrong;
        if (await AddAsync(peer, new PeerConfirmed { On = Today, By = Peer.Department }, cancellation) is { } refusal)
            return refusal;
        (peer.State, peer.ConfirmedBy) = (Peer.Confirmed, actor.AccountId);
        if (!await db.ExchangeLines.AnyAsync(one => one.PeerId == peer.Id, cancellation))
            db.ExchangeLines.Add(new KeptLine { PeerId = peer.Id });
        peer.HandleGiven ??= Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(HandleBytes));
        var generation = await own.GenerationAsync(cancellation);
        (peer.OurGeneration, peer.ToldGeneration, peer.OurSince) = (generation, generation, null);
        await recording.SaveAsync(cancellation);
        await GreetAsync(peer, cancellation);
        return null;
    }

    /// <summary>Says what we want to be called by; sealed for the keys that we have of the peer, it tells that they are in force here.</summary>
    internal async Task GreetAsync(KeptPeer peer, CancellationToken cancellation)
    {
        var department = await db.Organizations.AsNoTracking().SingleAsync(o => o.Id == peer.OwnerId, cancellation);
        var greeting = new { Handle = peer.HandleGiven, Majors = MessageVersion.Read };
        await outgoing.QueueAsync(peer, new MessageDraft(MessageKinds.Hello, department, To: null, greeting), cancellation);
        await recording.SaveAsync(cancellation);
    }

    /// <summary>The peer's greeting takes effect; saved by whoever applies it.</summary>
    public async Task<string?> GreetedAsync(KeptPeer peer, CancellationToken cancellation)
    {
        if (await AddAsync(peer, new PeerGreeted { On = Today, By = Peer.Department }, cancellation) is { } refusal)
            return refusal;
        peer.State = Peer.Active;
        return null;
    }

    /// <summary>By one person, at once.</summary>
    public async Task<string?> FreezeAsync(KeptPeer peer, string reason, DateOnly? since, CancellationToken cancellation)
    {
        if (await AddAsync(peer, new PeerFrozen { On = Today, By = Peer.Department, Reason = reason, Since = since }, cancellation) is { } refusal)
            return refusal;
        peer.State = Peer.Frozen;
        await recording.SaveAsync(cancellation);
        return null;
    }

    public async Task<string?> EndAsync(KeptPeer peer, string reason, CancellationToken cancellation)
    {
        if (await AddAsync(peer, new PeerEnded { On = Today, By = Peer.Department, Reason = reason }, cancellation) is { } refusal)
            return refusal;
        peer.State = Peer.Ended;
        await recording.SaveAsync(cancellation);
        return null;
    }

    /// <summary>The fingerprint of a card, be it the first one or a changed one, was read over the telephone.</summary>
    /// <param name="isDue">Whether a card waits for it; asked once the peer is held.</param>
    /// <param name="take">Keeps who compared it.</param>
    internal async Task<string?> ComparedAsync(
        KeptPeer peer, PeerEvent compared, Func<bool> isDue, Action<Guid?> take, CancellationToken cancellation)
    {
        await HoldAsync(peer, cancellation);
        if (compared.On > Today)
            return "invalid.future";
        if (!isDue())
            return "refusal.state";
        if (await AddAsync(peer, compared, cancellation) is { } refusal)
            return refusal;
        take(actor.AccountId);
        await recording.SaveAsync(cancellation);
        return null;
    }

    /// <summary>Why the actor is not the second person after others; nothing when he is.</summary>
    /// <param name="isDue">Whether anything waits for one.</param>
    internal string? SecondRefusal(bool isDue, params Guid?[] before) =>
        actor.AccountId is not { } self || !isDue ? "refusal.state" : before.Any(one => one == self) ? "refusal.second" : null;

    internal async Task<string?> AddAsync(KeptPeer peer, PeerEvent happened, CancellationToken cancellation)
    {
        if (await recording.HoldAsync(peer.OwnerId, peer.Id, cancellation) is not { } one)
            return "refusal.state";
        return (await recording.AddAsync(one, happened, cancellation)).Refusal is not { } refusal ? null
            : refusal.Text is "refusal.fingerprint" or "invalid.future" or "refusal.order" ? refusal.Text : "refusal.state";
    }

    // Two who confirm at one moment: the second sees what the first did.
    internal async Task HoldAsync(KeptPeer peer, CancellationToken cancellation)
    {
        await recording.HoldAsync(peer.OwnerId, peer.Id, cancellation);
        await db.Entry(peer).ReloadAsync(cancellation);
    }
}
