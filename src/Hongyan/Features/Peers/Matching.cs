using Hongyan.Data;
using Hongyan.Envelopes;
using Hongyan.Platform;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Peers;

/// <summary>Which stay here is which stay there: home begins it with its notice, a person at the host says who it is, either takes it back.</summary>
public sealed class Matching(HongyanDb db, Outgoing outgoing, Audit audit, Actor actor, TimeProvider clock)
{
    private const int Most = 50;

    /// <summary>Home sent word of a stay.</summary>
    public async Task BeginAsync(KeptPeer peer, Sojourn stay, Organization from, string receiver, CancellationToken cancellation)
    {
        var above = await Outgoing.AboveAsync(db, from.Path, cancellation);
        if (await db.ExchangeShared.FirstOrDefaultAsync(one => one.PeerId == peer.Id && one.CaseId == stay.Id, cancellation) is { } known)
        {
            (known.OrgId, known.TheirOrg, known.PartyAbove) = (from.Id, receiver, above); // another notice, after one that was refused
            (known.Theirs, known.MatchedAt, known.UnmatchedOn) = (null, null, null);
            return;
        }
        db.ExchangeShared.Add(new KeptShared
        {
            PeerId = peer.Id, CaseId = stay.Id, PersonId = stay.MemberId, Side = KeptShared.Home, OrgId = from.Id, TheirOrg = receiver, PartyAbove = above,
        });
    }

    /// <summary>The stay that a message is about, as both know it; nothing while they do not, or no more.</summary>
    public async Task<KeptShared?> OfAsync(KeptPeer peer, Message said, bool isSent, CancellationToken cancellation)
    {
        if (isSent || said.Kind != MessageKinds.DepartureNotice)
        {
            return Guid.TryParse(isSent ? said.Case : said.Yours, out var ours) ? await db.ExchangeShared.FirstOrDefaultAsync(
                one => one.PeerId == peer.Id && one.CaseId == ours && one.UnmatchedOn == null, cancellation) : null;
        }
        return said.Case is null ? null : await db.ExchangeShared.FirstOrDefaultAsync(
            one => one.PeerId == peer.Id && one.Side == KeptShared.Host && one.Theirs == said.Case && one.UnmatchedOn == null, cancellation);
    }

    /// <summary>Guests in sight of that name; who it is a person says.</summary>
    public async Task<IReadOnlyList<SelectListItem>> CandidatesAsync(Message said, CancellationToken cancellation)
    {
        var name = BodyText.Of(said.Body, "name")?.Trim();
        var found = await (
            from stay in db.Sojourns.AsNoTracking()
            join member in db.Members on stay.MemberId equals member.Id
            where stay.HomePath == null && stay.HostPath != null && stay.EndedOn == null && member.Name == name
            orderby stay.DepartedOn descending
            select new { stay.Id, member.Name, member.Born, stay.Employer }).Take(Most).ToListAsync(cancellation);
        return [.. found.Select(one => new SelectListItem(string.Join(' ', one.Name, one.Born?.Year, one.Employer), one.Id.ToString()))];
    }

    public async Task<bool> MatchAsync(KeptPeer peer, ReceivedMessage notice, Message said, Guid guest, CancellationToken cancellation)
    {
        var stay = await db.Sojourns.AsNoTracking().SingleAsync(one => one.Id == guest, cancellation);
        if (notice.OrgId is not { } org || said is not { Case: { } theirs, From: { } from })
            return false;
        var here = await db.Organizations.AsNoTracking().SingleAsync(o => o.Id == org, cancellation);
        var above = await Outgoing.AboveAsync(db, here.Path, cancellation);
        if (await db.ExchangeShared.FirstOrDefaultAsync(one => one.PeerId == peer.Id && one.CaseId == guest, cancellation) is { } known)
        {
            (known.OrgId, known.TheirOrg, known.PartyAbove, known.Theirs) = (org, from, above, theirs);
            (known.MatchedAt, known.MatchedBy, known.UnmatchedOn) = (clock.GetUtcNow(), actor.AccountId, null);
        }
        else
        {
            db.ExchangeShared.Add(new KeptShared
            {
                PeerId = peer.Id, CaseId = guest, PersonId = stay.MemberId, Side = KeptShared.Host, Theirs = theirs, OrgId = org, TheirOrg = from,
                MatchedAt = clock.GetUtcNow(), MatchedBy = actor.AccountId, PartyAbove = above,
            });
        }
        var draft = new MessageDraft(Kinds.MatchKind.Kind, here, from, new { Name = BodyText.Of(said.Body, "name")!.Trim() }) { Case = guest, Yours = theirs };
        if (await outgoing.QueueAsync(peer, draft, cancellation) is null)
        {
            db.ChangeTracker.Clear();
            return false;
        }
        (notice.HandledAt, notice.HandledBy) = (clock.GetUtcNow(), actor.AccountId);
        audit.Note("peers-matched", guest.ToString(), new { Peer = peer.Id }, member: stay.MemberId);
        await db.SaveChangesAsync(cancellation);
        return true;
    }

    public async Task<bool> UnmatchAsync(KeptPeer peer, KeptShared shared, CancellationToken cancellation)
    {
        if (!await QueueAsync(peer, shared, Kinds.UnmatchKind.Kind, new { }, cancellation))
            return false;
        shared.UnmatchedOn = ChinaDate.Today(clock);
        audit.Note("peers-unmatched", shared.CaseId.ToString(), new { Peer = peer.Id }, member: shared.PersonId);
        await db.SaveChangesAsync(cancellation);
        return true;
    }

    /// <summary>Whether it says something of a stay that can be taken back, and nobody has begun to.</summary>
    public async Task<bool> MayWithdrawAsync(SentMessage sent, CancellationToken cancellation) =>
        sent.State is SentMessage.Sent or SentMessage.Accepted && sent.RecordId is not null
        && sent.Kind is not (Kinds.WithdrawalKind.Kind or Kinds.MatchKind.Kind or Kinds.UnmatchKind.Kind)
        && !await db.SentMessages.AnyAsync(one => one.PeerId == sent.PeerId && one.Kind == Kinds.WithdrawalKind.Kind && one.CaseId == sent.CaseId
            && one.Number > sent.Number && (one.State == SentMessage.Queued || one.State == SentMessage.Sent), cancellation);

    public async Task<bool> WithdrawAsync(KeptPeer peer, SentMessage sent, Message said, CancellationToken cancellation)
    {
        if (await OfAsync(peer, said, isSent: true, cancellation) is not { Theirs: not null } shared
            || !await QueueAsync(peer, shared, Kinds.WithdrawalKind.Kind, new { Seq = sent.Number, sent.Id }, cancellation))
            return false;
        audit.Note("message-withdrawn", peer.Id.ToString(), new { sent.Number });
        await db.SaveChangesAsync(cancellation);
        return true;
    }

    private async Task<bool> QueueAsync(KeptPeer peer, KeptShared shared, string kind, object body, CancellationToken cancellation)
    {
        var from = await db.Organizations.AsNoTracking().SingleAsync(o => o.Id == shared.OrgId, cancellation);
        var draft = new MessageDraft(kind, from, shared.TheirOrg, body) { Case = shared.CaseId, Yours = shared.Theirs };
        return await outgoing.QueueAsync(peer, draft, cancellation) is not null;
    }
}
