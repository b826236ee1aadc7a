using Hongyan.Data;
using Hongyan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Auditing;

/// <summary>
/// The log as a chain: every entry is sealed with a keyed hash over itself and the one before. Sealing follows the commit by
/// seconds, so that nobody waits for it, and goes on from the latest head that is known, never from what the table happens to hold.
/// </summary>
internal sealed partial class AuditChain(Installation installation)
{
    private const int AtOnce = 1000;
    private readonly AuditHeads heads = new(installation);

    /// <summary>Seals what is committed; answers how many entries.</summary>
    /// <exception cref="AuditHeadLostException">Nothing says any more where the chain ends; it is not continued.</exception>
    public Task<int> SealAsync(CancellationToken cancellation) => AloneAsync(SealAsync, cancellation);

    /// <summary>Everything that is wrong with the log, place by place; <c>Sound</c> counts the entries that are as they were written.</summary>
    public Task<(IReadOnlyList<AuditFault> Faults, long Sound)> VerifyAsync(CancellationToken cancellation) =>
        new AuditCheck(installation, this, heads).RunAsync(cancellation);

    /// <summary>
    /// Removes what is older than its time, from the beginning on and without a gap, and seals where the chain begins from now on. That it was
    /// done is an entry itself.
    /// </summary>
    public Task<long> RemoveBeforeAsync(DateTimeOffset time, CancellationToken cancellation) => AloneAsync(async (db, stop) =>
    {
        await SealAsync(db, stop);
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var firstKept = await db.Audit.Where(entry => entry.No != null && entry.At >= time).MinAsync(entry => entry.No, stop);
        var last = await db.Audit.AsNoTracking().Where(entry => entry.No != null && (firstKept == null || entry.No < firstKept))
            .OrderByDescending(entry => entry.No).Select(entry => new { entry.No, entry.Hash }).FirstOrDefaultAsync(stop);
        if (last is not { No: { } no, Hash: { } hash })
            return 0L;
        var removed = await db.Audit.Where(entry => entry.No <= no).ExecuteDeleteAsync(stop);
        await db.AuditBeginnings.ExecuteDeleteAsync(stop);
        db.AuditBeginnings.Add(new AuditBeginning
        {
            No = no,
            Hash = hash,
            RemovedAt = installation.Clock.GetUtcNow(),
            Seal = installation.Secrets.Seal(hash, BeginningText(no)),
        });
        new Audit(db, new Actor(principal: null)).Note("audit-removed", details: new { through = no, before = time });
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return removed;
    }, cancellation);

    /// <summary>Says anew where the chain ends, for somebody who has looked into why it was lost; that it was done is an entry itself.</summary>
    public Task RenewHeadAsync(CancellationToken cancellation) => AloneAsync(async (db, stop) =>
    {
        var found = await heads.ReadAsync(db, stop);
        var head = found.Latest ?? await LastSoundAsync(db, stop);
        await db.Database.ExecuteSqlAsync($"delete from audit_head", stop);
        await heads.KeepAsync(db, head, isFirst: true, stop);
        await heads.WriteFileAsync(head, stop);
        new Audit(db, new Actor(principal: null)).Note("audit-head-renewed", details: new { head.No });
        await db.SaveChangesAsync(stop);
        db.ChangeTracker.Clear(); // what is sealed is what the database holds
        return await SealAsync(db, stop);
    }, cancellation);

    /// <summary>After a restore: the file says what the restored row says.</summary>
    public Task TakeHeadAsync(CancellationToken cancellation) => AloneAsync(async (db, stop) =>
    {
        if ((await heads.ReadAsync(db, stop)).Row is { } row) await heads.WriteFileAsync(row.Head, stop);
        return 0;
    }, cancellation);

    /// <summary>The entry before the first: nothing at all, or the last that was removed after its time; nothing when somebody else set it.</summary>
    internal async Task<(long No, byte[] Hash)?> BeginningAsync(HongyanDb db, CancellationToken cancellation) =>
        await db.AuditBeginnings.AsNoTracking().OrderByDescending(one => one.No).FirstOrDefaultAsync(cancellation) is not { } one ? (0, [])
        : installation.Secrets.Seal(one.Hash, BeginningText(one.No)).AsSpan().SequenceEqual(one.Seal) ? (one.No, one.Hash)
        : null;

    private async Task<int> SealAsync(HongyanDb db, CancellationToken cancellation)
    {
        var (head, found) = await BeginAsync(db, cancellation);
        var all = 0;
        for (var last = AtOnce; last == AtOnce; all += last)
            (last, head) = await SealSomeAsync(db, head, found, cancellation);
        if (head.No > 0)
            await heads.FollowAsync(head, found, cancellation);
        return all;
    }

    /// <summary>From where sealing goes on: the latest head, and what another server sealed since it was written.</summary>
    private async Task<(AuditHead Head, FoundHeads Found)> BeginAsync(HongyanDb db, CancellationToken cancellation)
    {
        var found = await heads.ReadAsync(db, cancellation);
        if (found.Latest is not { } head)
        {
            if (!await IsFirstAsync(db, found, cancellation)) throw new AuditHeadLostException();
            var (no, hash) = await LastAsync(db, cancellation);
            head = AuditHead.Of(installation.Secrets, Math.Max(no, found.FormerNumber ?? 0), hash); // a tail that was cut before stays a gap
            found = found with { IsNew = true };
        }
        await foreach (var entry in db.Audit
            .AsNoTracking()
            .Where(entry => entry.No > head.No)
            .OrderBy(entry => entry.No)
            .AsAsyncEnumerable()
            .WithCancellation(cancellation))
        {
            if (entry.No - 1 != head.No || !IsSound(entry, head.Hash)) break; // `audit verify` names it
            head = AuditHead.Of(installation.Secrets, entry.No!.Value, entry.Hash!);
        }
        return (head, found);
    }

    /// <summary>Nothing is sealed yet, or nothing since versions that kept no head.</summary>
    private async Task<bool> IsFirstAsync(HongyanDb db, FoundHeads found, CancellationToken cancellation)
    {
        if (found.Row is not null || (found.HasFile && found.FormerNumber is null)) return false;
        var two = await db.Audit.AsNoTracking().Where(entry => entry.No != null).OrderByDescending(entry => entry.No).Take(2).ToListAsync(cancellation);
        if (two is []) return !found.HasFile && await BeginningAsync(db, cancellation) is (0, _);
        var before = two is [_, var other] ? other.Hash! : (await BeginningAsync(db, cancellation))?.Hash;
        return before is not null && IsSound(two[0], before) && !IsCurrent(two[0], before);
    }

    /// <summary>The last entry that follows from the one before it; forged ones may come after it.</summary>
    private async Task<AuditHead> LastSoundAsync(HongyanDb db, CancellationToken cancellation)
    {
        AuditEntry? later = null;
        await foreach (var entry in db.Audit
            .AsNoTracking()
            .Where(entry => entry.No != null)
            .OrderByDescending(entry => entry.No)
            .AsAsyncEnumerable()
            .WithCancellation(cancellation))
        {
            if (later is not null && IsSound(later, entry.Hash!)) break;
            later = entry;
        }
        return later is null ? AuditHead.Of(installation.Secrets, 0, []) : AuditHead.Of(installation.Secrets, later.No!.Value, later.Hash!);
    }

    private async Task<(long No, byte[] Hash)> LastAsync(HongyanDb db, CancellationToken cancellation) =>
        await db.Audit
            .Where(entry => entry.No != null)
            .OrderByDescending(entry => entry.No)
            .Select(entry => new { entry.No, entry.Hash })
            .FirstOrDefaultAsync(cancellation)
            is { No: { } no, Hash: { } hash } ? (no, hash) : await BeginningAsync(db, cancellation) ?? (0, []);

    private async Task<(int Count, AuditHead Head)> SealSomeAsync(HongyanDb db, AuditHead head, FoundHeads found, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var entries = await db.Audit
            .Where(entry => entry.No == null)
            .OrderBy(entry => entry.At)
            .ThenBy(entry => entry.Id)
            .Take(AtOnce)
            .ToListAsync(cancellation);
        if (entries.Count == 0 && (!found.IsNew || head.No == 0))
            return (0, head);
        var (no, hash) = (head.No, head.Hash);
        foreach (var entry in entries)
        {
            hash = installation.Secrets.Seal(hash, TextOf(entry, ++no));
            (entry.No, entry.Hash) = (no, hash);
        }
        await db.SaveChangesAsync(cancellation);
        head = AuditHead.Of(installation.Secrets, no, hash);
        await heads.KeepAsync(db, head, found.IsNew && found.Row is null && !await HasRowAsync(db, cancellation), cancellation);
        await transaction.CommitAsync(cancellation);
        db.ChangeTracker.Clear();
        return (entries.Count, head);
    }

    private static Task<bool> HasRowAsync(HongyanDb db, CancellationToken cancellation) =>
        db.Database.SqlQuery<bool>($"select exists (select from audit_head) as \"Value\"").SingleAsync(cancellation);

    /// <summary>One process at a time, also while files are written.</summary>
    private async Task<T> AloneAsync<T>(Func<HongyanDb, CancellationToken, Task<T>> work, CancellationToken cancellation)
    {
        await using var db = installation.OpenDb();
        await db.Database.OpenConnectionAsync(cancellation);
        await db.Database.ExecuteSqlRawAsync(AdvisoryLocks.Keep(AdvisoryLock.AuditChain), cancellation);
        try
        {
            return await work(db, cancellation);
        }
        finally
        {
            await db.Database.ExecuteSqlRawAsync(AdvisoryLocks.Release(AdvisoryLock.AuditChain), CancellationToken.None);
        }
    }
}

/// <summary>Every place that says where the chain ends is gone or forged.</summary>
internal sealed class AuditHeadLostException()
    : Exception("Nothing says any more where the audit log ends; it is not sealed on. Run audit verify, look into the cause, then run audit renew-head.");
