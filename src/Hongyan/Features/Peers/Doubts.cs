using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Peers;
using Hongyan.Rules.Sojourns;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Peers;

/// <summary>When a peer was frozen, and since which day what came from it is in doubt; nothing where nobody knew it: then all of it is.</summary>
public sealed record FrozenSince(DateOnly? Since, DateTimeOffset At);

/// <summary>
/// What came from a peer before it was frozen is looked through: kept, questioned, or struck with the record that it became, by two people. The messages
/// themselves stay.
/// </summary>
public sealed class Doubts(HongyanDb db, Recording recording, Audit audit, Actor actor, TimeProvider clock, Texts texts)
{
    private static readonly string[] OfNobody = [MessageKinds.Hello, MessageKinds.KeyChange];

    /// <summary>Nothing where it was never frozen.</summary>
    public async Task<FrozenSince?> OfAsync(KeptPeer peer, CancellationToken cancellation)
    {
        var type = PeerFrozen.Type.Name;
        var last = await db.Records.AsNoTracking().Where(one => one.OwnerId == peer.OwnerId && one.CaseId == peer.Id && one.Type == type)
            .OrderByDescending(one => one.RecordedAt).Select(one => new { one.Data, one.RecordedAt }).FirstOrDefaultAsync(cancellation);
        return last is null ? null : new FrozenSince((Peer.Kind.Read(last.Data) as PeerFrozen)?.Since, last.RecordedAt);
    }

    /// <summary>What took effect between that day and the freezing, in sight.</summary>
    public IQueryable<ReceivedMessage> Since(KeptPeer peer, FrozenSince frozen)
    {
        var (until, from) = (frozen.At, frozen.Since is { } day ? ChinaDate.Start(day) : DateTimeOffset.UnixEpoch);
        return db.ReceivedMessages.Where(one => one.PeerId == peer.Id && one.State == ReceivedMessage.Accepted && !OfNobody.Contains(one.Kind)
            && one.ReceivedAt >= from && one.ReceivedAt <= until);
    }

    /// <summary>One person keeps them, questions them, or asks that they are struck. How many.</summary>
    public async Task<int> SayAsync(IQueryable<ReceivedMessage> of, string doubt, CancellationToken cancellation)
    {
        var all = await of.Where(one => one.Doubt != ReceivedMessage.Struck && one.Doubt != doubt).ToListAsync(cancellation);
        foreach (var one in all)
        {
            (one.Doubt, one.DoubtBy, one.DoubtSecond, one.DoubtAt) = (doubt, actor.AccountId, null, clock.GetUtcNow());
            Note(one);
        }
        await db.SaveChangesAsync(cancellation);
        return all.Count;
    }

    /// <summary>A second person confirms what another one asked to strike, the latest first: what rests on an earlier one goes before it.</summary>
    /// <returns>How many were struck, and why others could not be.</returns>
    public async Task<(int Struck, IReadOnlyList<string> Refused)> StrikeAsync(IQueryable<ReceivedMessage> of, CancellationToken cancellation)
    {
        var (struck, refused) = (0, new List<string>());
        foreach (var one in await of.Where(one => one.Doubt == ReceivedMessage.StrikeAsked).OrderByDescending(one => one.Number).ToListAsync(cancellation))
        {
            if (one.DoubtBy == actor.AccountId)
            {
                refused.Add(texts.For("Peers")["doubts.second"]);
                continue;
            }
            if (await StrikeRecordAsync(one, cancellation) is { } refusal)
            {
                refused.Add(refusal.In(texts));
                continue;
            }
            (one.Doubt, one.DoubtSecond, one.DoubtAt) = (ReceivedMessage.Struck, actor.AccountId, clock.GetUtcNow());
            Note(one);
            await db.SaveChangesAsync(cancellation);
            struck++;
        }
        return (struck, refused);
    }

    private async Task<Refusal?> StrikeRecordAsync(ReceivedMessage one, CancellationToken cancellation)
    {
        if (one is not { Became: { } became, BecameOf: { } owner } || await Corrections.FindAsync(db, owner, became, cancellation) is not { } record)
            return null; // a fact that was only shown, or a record that somebody took back already
        if (await recording.HoldAsync(owner, record.CaseId, cancellation) is not { } stay)
            return Refusal.Of("refusal.two-persons.scope");
        var reason = texts.For("Peers")["doubts.reason"];
        var entry = new Entry(Guid.CreateVersion7(), new Struck { On = ChinaDate.Today(clock), Reason = reason }, became);
        return (await recording.WriteAloneAsync(stay, entry, cancellation)).Refusal;
    }

    private void Note(ReceivedMessage one) =>
        audit.Note(one.Doubt switch
        {
            ReceivedMessage.Kept => "message-kept",
            ReceivedMessage.Questioned => "message-questioned",
            ReceivedMessage.StrikeAsked => "message-strike-asked",
            _ => "message-struck",
        }, one.PeerId.ToString(), new { one.Number, one.Became }, member: one.BecameOf);
}
