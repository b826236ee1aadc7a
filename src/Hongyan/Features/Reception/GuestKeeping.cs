using Hongyan.Data;
using Hongyan.Features.Import;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Identity;
using Hongyan.Rules.Sojourns;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Reception;

/// <summary>Keeps what is known of a guest himself equal to what was corrected or learned of him since he was received.</summary>
public sealed class GuestKeeping(HongyanDb db, Secrets secrets, Actor actor, TimeProvider clock) : RecordFollower
{
    public override async Task<Refusal?> FollowAsync(RecordsWritten written, CancellationToken cancellation)
    {
        if (!written.Sojourn.HomeIsOutside)
            return null;
        foreach (var entry in written.Entries)
        {
            var refusal = entry.Happened switch
            {
                GuestCorrected corrected => Correct(written.Member, corrected),
                IdentityLearned learned => await LearnAsync(written.Member, learned, cancellation),
                _ => null,
            };
            if (refusal is not null)
                return refusal;
        }
        return null;
    }

    /// <summary>What the ID number says of sex and birth date is not corrected against it.</summary>
    private Refusal? Correct(Member member, GuestCorrected corrected)
    {
        if (member.IdNumber is { } kept && IdNumber.Read(secrets.Decrypt(kept)).Number is { } number)
        {
            if (corrected.Born is { } born && born != number.Born)
                return Refusal.Of("refusal.id-number-says") with { Field = "born" };
            if (corrected.Sex is { } sex && sex != number.Sex)
                return Refusal.Of("refusal.id-number-says") with { Field = "sex" };
        }
        if (corrected.Name is { } name)
            member.Name = Plain.Name(name);
        member.Sex = corrected.Sex ?? member.Sex;
        member.Born = corrected.Born ?? member.Born;
        member.Status = corrected.Status ?? member.Status;
        return null;
    }

    /// <summary>The number of somebody else in sight is refused; whose it is beyond that is a task of the committee after the commit.</summary>
    private async Task<Refusal?> LearnAsync(Member member, IdentityLearned learned, CancellationToken cancellation)
    {
        if (IdNumber.Read(learned.Number ?? "").Number is not { } number)
            return Refusal.Of("refusal.id-number") with { Field = "number" };
        var hash = secrets.Hash(number.Digits);
        var owners = await OwnersAsync(db, hash, cancellation);
        if (owners.Any(owner => owner != member.Id))
            return Refusal.Of("refusal.number-of-another") with { Field = "number" };
        if (owners.Count == 0 && await IsOneTooManyAsync(db, secrets, actor, clock, number, cancellation))
            return Refusal.Of("refusal.numbers") with { Field = "number" };
        await KeepAsync(db, secrets, member, number, cancellation);
        return null;
    }

    /// <summary>Everybody in the reader's sight who has a number.</summary>
    internal static async Task<List<Guid>> OwnersAsync(HongyanDb db, byte[] hash, CancellationToken cancellation)
    {
        byte[][] asked = [hash];
        var ids = await db.Identities.FromSql($"select * from known_identities({asked})").AsNoTracking().Select(one => one.MemberId).ToListAsync(cancellation);
        ids.AddRange(await db.GuestNumbers.AsNoTracking().Where(one => one.Hash == hash).Select(one => one.MemberId).ToListAsync(cancellation));
        return await db.Members.Where(m => ids.Contains(m.Id)).Select(m => m.Id).ToListAsync(cancellation);
    }

    /// <summary>
    /// Counts a number that nobody in sight has: once it is kept the committee is told whether somebody else has it. That is not asked here.
    /// </summary>
    internal static async Task<bool> IsOneTooManyAsync(
        HongyanDb db, Secrets secrets, Actor actor, TimeProvider clock, IdNumber number, CancellationToken cancellation) =>
        await new NumbersElsewhere(db, secrets, new Audit(db, actor), actor, clock)
            .RefusalAsync("guest-number", [new UnknownNumber(number.Digits, IsElsewhere: false)], byHand: true, cancellation) is not null;

    internal static async Task KeepAsync(HongyanDb db, Secrets secrets, Member person, IdNumber number, CancellationToken cancellation)
    {
        (person.IdNumber, person.IdTail) = (secrets.Encrypt(number.Digits), number.Tail);
        (person.Born, person.Sex) = (number.Born, number.Sex);
        var hash = secrets.Hash(number.Digits);
        await db.Database.ExecuteSqlAsync($"""
            insert into guest_number (member_id, hash) values ({person.Id}, {hash}) on conflict (member_id) do update set hash = excluded.hash
            """, cancellation);
    }
}
