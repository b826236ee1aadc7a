using Hongyan.Data;
using Hongyan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Peers;

/// <summary>Home's word that a member left. Its number and all it says travel encrypted, to that installation only.</summary>
public sealed class DepartureNotices(HongyanDb db, Secrets secrets, Outgoing outgoing, Matching matching, Audit audit)
{
    /// <returns>Whom it is about; nothing when the peer may not be written to.</returns>
    public async Task<Member?> SendAsync(Sojourn stay, KeptPeer peer, Organization from, string receiver, CancellationToken cancellation)
    {
        var member = await db.Members.AsNoTracking().SingleAsync(one => one.Id == stay.MemberId, cancellation);
        var certificate = await db.Certificates.AsNoTracking().Where(one => one.SojournId == stay.Id && one.WithdrawnOn == null && one.Number != null)
            .OrderByDescending(one => one.IssuedOn).Select(one => new { one.Number, one.ValidUntil }).FirstOrDefaultAsync(cancellation);
        var body = new
        {
            member.Name, member.Sex, member.Born, member.Status, ProbationEnds = member.Status == "probationary" ? member.EndOfProbation : null,
            IdNumber = member.IdNumber is null ? null : secrets.Decrypt(member.IdNumber), Certificate = certificate?.Number,
            CertificateUntil = certificate?.ValidUntil, stay.Employer, stay.Destination, member.Phone, Contact = stay.HomeContact,
        };
        var draft = new MessageDraft(MessageKinds.DepartureNotice, from, receiver, body) { On = stay.DepartedOn, Case = stay.Id };
        if (await outgoing.QueueAsync(peer, draft, cancellation) is null)
            return null;
        await matching.BeginAsync(peer, stay, from, receiver, cancellation);
        audit.Note("departure-notice-queued", stay.Id.ToString(), new { peer = peer.Id }, member: stay.MemberId);
        await db.SaveChangesAsync(cancellation);
        return member;
    }
}
