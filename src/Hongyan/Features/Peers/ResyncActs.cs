using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Rules.Peers;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Peers;

/// <summary>What two people of a department say about going on after a restore, at the side that was restored and at the other one.</summary>
public sealed class ResyncActs(HongyanDb db, PeerActs acts, Actor actor, TimeProvider clock)
{
    private DateOnly Today => ChinaDate.Today(clock);

    public Task<List<KeptResync>> OpenAsync(KeptPeer peer, CancellationToken cancellation) =>
        db.ExchangeResyncs.Where(one => one.PeerId == peer.Id && one.State != KeptResync.Done).OrderBy(one => one.Role).ToListAsync(cancellation);

    /// <summary>This installation was restored: nothing is sent from now on, and the peer is asked what it holds.</summary>
    public async Task<string?> AskAsync(KeptPeer peer, CancellationToken cancellation)
    {
        await acts.HoldAsync(peer, cancellation);
        if (!Peer.IsOpen(peer.State) || await db.HeldLine(peer.Id).FirstOrDefaultAsync(cancellation) is not { } line)
            return "refusal.state";
        var known = await db.ExchangeResyncs.FirstOrDefaultAsync(one => one.PeerId == peer.Id && one.Role == KeptResync.Asks, cancellation);
        if (known is { State: not KeptResync.Done })
            return "refusal.state";
        if (await acts.AddAsync(peer, new PeerResyncSeen { On = Today, By = Peer.Department }, cancellation) is { } refusal)
            return refusal;
        if (known is not null)
        {
            db.ExchangeResyncs.Remove(known);
            await db.SaveChangesAsync(cancellation);
        }
        var one = Resyncing.New(peer.Id, KeptResync.Asks, clock.GetUtcNow());
        (one.OurApplied, one.OurAnswered, one.SeenBy) = (line.InApplied, await Resyncing.AnsweredAsync(db, line, cancellation), actor.AccountId);
        line.OutPaused = true;
        db.ExchangeResyncs.Add(one);
        await db.SaveChangesAsync(cancellation);
        return null;
    }

    /// <summary>The peer was restored, or a command asked: one person has looked at what is proposed.</summary>
    public async Task<string?> SeeAsync(KeptPeer peer, string? role, CancellationToken cancellation)
    {
        await acts.HoldAsync(peer, cancellation);
        if (await FindAsync(peer, role, cancellation) is not { State: KeptResync.Proposed, SeenBy: null } one)
            return "refusal.state";
        if (await acts.AddAsync(peer, new PeerResyncSeen { On = Today, By = Peer.Department }, cancellation) is { } refusal)
            return refusal;
        one.SeenBy = actor.AccountId;
        await db.SaveChangesAsync(cancellation);
        return null;
    }

    /// <summary>Why the actor is not the second person; nothing when he is.</summary>
    public string? SecondRefusal(KeptResync one) =>
        acts.SecondRefusal(one.State == KeptResync.Proposed && one.SeenBy is not null && IsComplete(one), one.SeenBy);

    /// <summary>Whether what a restore lost has come back; the other side lost nothing.</summary>
    public static bool IsComplete(KeptResync one) => one.Role == KeptResync.Asked || one.OurAnswered >= one.HeldApplied;

    public async Task<string?> ConfirmAsync(KeptPeer peer, string? role, CancellationToken cancellation)
    {
        await acts.HoldAsync(peer, cancellation);
        if (await FindAsync(peer, role, cancellation) is not { } one)
            return "refusal.state";
        if (SecondRefusal(one) is { } wrong)
            return wrong;
        if (await acts.AddAsync(peer, new PeerResyncConfirmed { On = Today, By = Peer.Department, First = one.NextFirst }, cancellation) is { } refusal)
            return refusal;
        (one.State, one.ConfirmedBy) = (KeptResync.Confirmed, actor.AccountId);
        await db.SaveChangesAsync(cancellation);
        return null;
    }

    private Task<KeptResync?> FindAsync(KeptPeer peer, string? role, CancellationToken cancellation) =>
        db.ExchangeResyncs.FirstOrDefaultAsync(one => one.PeerId == peer.Id && one.Role == role, cancellation);
}
