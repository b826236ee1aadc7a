using Hongyan.Data;
using Hongyan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Import;

/// <summary>An ID number that was looked up and that nobody within reach has.</summary>
internal sealed record UnknownNumber(string Digits, bool IsElsewhere);

/// <summary>
/// Whether a number is registered out of reach is told for so many numbers a day, found or not, counted per account and, apart, per network: who
/// tries out numbers does not learn who is a member.
/// </summary>
internal sealed class NumbersElsewhere(HongyanDb db, Secrets secrets, Audit audit, Actor actor, TimeProvider clock)
{
    /// <summary>Numbers typed by hand; and those of any kind that turn out to be registered elsewhere.</summary>
    public const int MostADay = 100;

    /// <summary>Several work behind one address.</summary>
    public const int TimesOfNetwork = 4;

    private const int StemLength = 14; // place and day of birth: what follows can be tried out
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(1);

    /// <summary>Rosters bring people who are new: a branch its members, a committee a township, a department a whole county.</summary>
    public int MostOfRosters => actor.Role switch
    {
        Roles.Department => 100_000,
        Roles.Clerk => 5_000,
        _ => 1_000,
    };

    /// <summary>Numbers of one place and day of birth: of honest people there are a few.</summary>
    public int MostOfOneDay => actor.Role == Roles.Department ? 100 : 20;

    /// <summary>
    /// Counts the numbers, each once a day, and says why nothing of the answer may be shown; nothing when it may. That a number is not registered
    /// would tell as much as that it is.
    /// </summary>
    /// <param name="subject">The file or form, for the log.</param>
    public async Task<string?> RefusalAsync(string subject, IReadOnlyCollection<UnknownNumber> unknown, bool byHand, CancellationToken cancellation)
    {
        if (unknown.Count == 0 || actor.AccountId is not { } account) return null;
        await db.Database.HoldAsync(AdvisoryLock.NumberTries, account.ToString(), cancellation);
        var now = clock.GetUtcNow();
        await db.Database.ExecuteSqlAsync($"select forget_number_lookups({now - Remembered})", cancellation);
        var each = unknown.DistinctBy(one => one.Digits).ToList();
        var hashes = each.Select(one => secrets.Hash(one.Digits)).ToArray();
        var stems = each.Select(one => secrets.Hash("stem " + one.Digits[..Math.Min(StemLength, one.Digits.Length)])).ToArray();
        var elsewhere = each.Select(one => one.IsElsewhere).ToArray();
        var added = await db.Database.SqlQuery<bool>($"""
            insert into number_lookup (account_id, hash, stem, network, by_hand, is_elsewhere, at)
            select {account}, n.hash, n.stem, {actor.Network}, {byHand}, n.is_elsewhere, {now}
            from unnest({hashes}, {stems}, {elsewhere}) n (hash, stem, is_elsewhere)
            on conflict do nothing returning is_elsewhere as "Value"
            """).ToListAsync(cancellation);
        var counts = await db.Database.SqlQuery<Count>($"""
            select is_own as "IsOwn", by_hand as "ByHand", looked_up as "LookedUp", elsewhere as "Elsewhere", of_stem as "OfStem"
            from number_lookups({actor.Network}, {now - Remembered}, {stems.DistinctBy(Convert.ToHexString).ToArray()})
            """).ToListAsync(cancellation);
        var refusal = counts.Select(count => Over(count, byHand)).FirstOrDefault(over => over is not null);
        if (added.Count(found => found) is var found and > 0) audit.Note("numbers-elsewhere", subject, new { Rejected = found });
        if (refusal is not null && added.Count > 0)
            audit.Note("numbers-refused", subject, new { LookedUp = counts.Where(one => one.IsOwn).Select(one => one.LookedUp).FirstOrDefault() });
        await db.SaveChangesAsync(cancellation);
        return refusal;
    }

    private string? Over(Count count, bool byHand)
    {
        var times = count.IsOwn ? 1 : TimesOfNetwork;
        return count.Elsewhere > MostADay * times ? ImportWords.Say("numbers.too-many", MostADay * times)
            : count.OfStem > MostOfOneDay * times ? ImportWords.Say("numbers.alike", MostOfOneDay * times)
            : byHand && count.ByHand > MostADay * times ? ImportWords.Say("numbers.by-hand", MostADay * times)
            : !byHand && count.LookedUp > MostOfRosters * times ? ImportWords.Say("numbers.rosters", MostOfRosters * times)
            : null;
    }

    private sealed record Count(bool IsOwn, int ByHand, int LookedUp, int Elsewhere, int OfStem);
}
