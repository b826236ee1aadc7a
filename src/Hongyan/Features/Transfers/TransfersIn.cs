using Hongyan.Data;
using Hongyan.Features.Import;
using Hongyan.Features.Members;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Identity;
using Hongyan.Rules.Sojourns;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Transfers;

/// <summary>Makes a member of a guest: the same row, with the number that a registration needs, and an entry of his membership.</summary>
public sealed class TransfersIn(HongyanDb db, Secrets secrets, Recording recording, Audit audit, Actor actor, TimeProvider clock, Texts texts)
{
    private readonly Texts words = texts.For("Transfers");

    /// <summary>Why the number cannot be his; nothing when it can. Each one that is looked up counts as a try.</summary>
    public async Task<string?> NumberRefusalAsync(Member guest, IdNumber number, CancellationToken cancellation)
    {
        if (guest.IdNumber is { } kept && secrets.Decrypt(kept) != number.Digits)
            return words["in.id.differs"];
        var hash = secrets.Hash(number.Digits);
        byte[][] asked = [hash];
        var owners = await db.Identities.FromSql($"select * from known_identities({asked})").AsNoTracking()
            .Select(one => one.MemberId).ToListAsync(cancellation);
        var isSeen = await db.Members.AnyAsync(m => owners.Contains(m.Id), cancellation);
        if (!isSeen && guest.IdNumber is null
            && await new NumbersElsewhere(db, secrets, audit, actor, clock)
                .RefusalAsync("transfer-in", [new UnknownNumber(number.Digits, owners.Count > 0)], byHand: true, cancellation) is { } refusal)
            return refusal;
        owners.AddRange(await db.GuestNumbers.Where(one => one.Hash == hash).Select(one => one.MemberId).ToListAsync(cancellation));
        return owners.Any(owner => owner != guest.Id) ? words["in.id.known"] : null;
    }

    public async Task<Refusal?> ReceiveAsync(
        Sojourn stay, Member guest, IdNumber number, IReadOnlyCollection<Entry> entries, CancellationToken cancellation)
    {
        (guest.IdNumber, guest.IdTail) = (secrets.Encrypt(number.Digits), number.Tail);
        (guest.Born, guest.Sex) = (number.Born, number.Sex);
        if ((await recording.WriteAsync(stay, entries, cancellation)).Refusal is { } refusal)
            return refusal;
        db.Identities.Add(new MemberIdentity { Hash = secrets.Hash(number.Digits), MemberId = guest.Id });
        await recording.SaveAsync(cancellation);
        var received = entries.Select(entry => entry.Happened).OfType<TransferReceived>().First();
        var facts = new MembershipFacts { How = "moved-in", Since = received.On, Paper = received.Number };
        MembershipEntry.Add(db, guest.Id, "registered", field: null, received.On, facts, (actor.OrgPath, actor.AccountId), clock.GetUtcNow());
        await db.SaveChangesAsync(cancellation);
        return null;
    }
}
