using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Rules.Sojourns;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Records;

/// <summary>What makes one doubt that a guest is one person and the only one: told to whoever looks at him, and settled by people.</summary>
internal static class GuestDoubts
{
    private const int Most = 50;

    /// <summary>The facts with what the reader's scope says of namesakes, and the installation, by yes or no, of his certificate.</summary>
    public static async Task<MemberFacts> InAsync(HongyanDb db, Member guest, Sojourn stay, MemberFacts facts, CancellationToken cancellation)
    {
        if (stay.EndedOn is not null)
            return facts;
        var number = stay.CertificateNumber;
        var isTwice = number is not null && await db.Database
            .SqlQuery<bool>($"select guest_certificate_twice({guest.Id}, {number}) as \"Value\"").SingleAsync(cancellation);
        var namesakes = await (
            from other in db.Members.AsNoTracking()
            where other.Name == guest.Name && other.Id != guest.Id && other.HomePath == null
            where db.Sojourns.Any(s => s.MemberId == other.Id && s.HomePath == null && s.EndedOn == null)
            select other).Take(Most).ToListAsync(cancellation);
        return facts with { CertificateTwice = isTwice, MaybeSame = namesakes.Exists(other => !Contradicts(guest, other, db.Secrets)) };
    }

    /// <summary>Two birth dates, sexes or ID numbers that differ are of two people.</summary>
    private static bool Contradicts(Member one, Member other, Secrets secrets) =>
        (one.Born is { } born && other.Born is { } its && born != its)
        || (one.Sex != "unknown" && other.Sex != "unknown" && one.Sex != other.Sex)
        || (one.IdNumber is { } number && other.IdNumber is { } second && secrets.Decrypt(number) != secrets.Decrypt(second));
}
