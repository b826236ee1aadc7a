using System.Globalization;
using System.Text.Json;
using Hongyan.Data;
using Hongyan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Auditing;

/// <summary>
/// The log as a chain: every entry is sealed with a keyed hash over itself and the one before. Sealing follows the commit by
/// seconds, so that nobody waits for it, and a long import does not hold up the others.
/// </summary>
internal sealed class AuditChain(Installation house)
{
    private const long Lock = 0x486F6E41756469;
    private const int AtOnce = 1000;

    /// <summary>Where the chain last ended, beside the database: the last entries cannot be cut off unseen.</summary>
    private string HeadFile => Path.Combine(house.DataDirectory, "audit.head");

    /// <summary>Seals what is committed; answers how many entries.</summary>
    public async Task<int> SealAsync(CancellationToken cancellation)
    {
        var sealedSoFar = 0;
        for (var last = AtOnce; last == AtOnce; sealedSoFar += last)
            last = await SealSomeAsync(cancellation);
        return sealedSoFar;
    }

    /// <summary>Everything that is wrong with the chain, entry by entry; <paramref name="sound"/> counts those that are as they were written.</summary>
    public async Task<(IReadOnlyList<AuditFault> Faults, long Sound)> VerifyAsync(CancellationToken cancellation)
    {
        await SealAsync(cancellation);
        await using var db = house.OpenDb();
        var faults = new List<AuditFault>();
        var (no, hash) = await BeginningAsync(db, cancellation);
        if (no < 0)
        {
            faults.Add(new AuditFault("beginning", 0, 0, null));
            (no, hash) = (0, []);
        }
        var sound = 0L;
        await foreach (var entry in db.Audit.AsNoTracking().Where(entry => entry.No != null).OrderBy(entry => entry.No).AsAsyncEnumerable().WithCancellation(cancellation))
        {
            if (entry.No != no + 1)
                faults.Add(new AuditFault("missing", no + 1, entry.No!.Value - 1, null));
            else if (!house.Secrets.Seal(hash, TextOf(entry, entry.No.Value)).AsSpan().SequenceEqual(entry.Hash))
                faults.Add(new AuditFault("altered", entry.No.Value, entry.No.Value, entry));
            else
                sound++;
            (no, hash) = (entry.No!.Value, entry.Hash!);
        }
        if (HeadKnown() is { } head && head > no)
            faults.Add(new AuditFault("missing", no + 1, head, null));
        return (faults, sound);
    }

    /// <summary>
    /// Removes what is older than its time, from the beginning on and without a gap, and seals where the chain begins from now on. That it was
    /// done is an entry itself.
    /// </summary>
    public async Task<long> RemoveBeforeAsync(DateTimeOffset time, CancellationToken cancellation)
    {
        await SealAsync(cancellation);
        await using var db = house.OpenDb();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({Lock})", cancellation);
        var firstKept = await db.Audit.Where(entry => entry.No != null && entry.At >= time).MinAsync(entry => entry.No, cancellation);
        var last = await db.Audit.AsNoTracking().Where(entry => entry.No != null && (firstKept == null || entry.No < firstKept))
            .OrderByDescending(entry => entry.No).Select(entry => new { entry.No, entry.Hash }).FirstOrDefaultAsync(cancellation);
        if (last is not { No: { } no, Hash: { } hash })
            return 0;
        var removed = await db.Audit.Where(entry => entry.No <= no).ExecuteDeleteAsync(cancellation);
        await db.AuditBeginnings.ExecuteDeleteAsync(cancellation);
        db.AuditBeginnings.Add(new AuditBeginning { No = no, Hash = hash, RemovedAt = house.Clock.GetUtcNow(), Seal = house.Secrets.Seal(hash, BeginningText(no)) });
        db.Audit.Add(new AuditEntry
        {
            Id = Guid.CreateVersion7(), At = house.Clock.GetUtcNow(), Act = "audit-removed", Details = JsonSerializer.Serialize(new { through = no, before = time }),
        });
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return removed;
    }

    /// <summary>The entry before the first: nothing at all, or the last that was removed after its time; less than zero when somebody else set it.</summary>
    private async Task<(long No, byte[] Hash)> BeginningAsync(HongyanDb db, CancellationToken cancellation) =>
        await db.AuditBeginnings.AsNoTracking().OrderByDescending(one => one.No).FirstOrDefaultAsync(cancellation) is not { } one ? (0, [])
        : house.Secrets.Seal(one.Hash, BeginningText(one.No)).AsSpan().SequenceEqual(one.Seal) ? (one.No, one.Hash)
        : (-1, []);

    private static string BeginningText(long no) => string.Create(CultureInfo.InvariantCulture, $"beginning {no}");

    private async Task<int> SealSomeAsync(CancellationToken cancellation)
    {
        await using var db = house.OpenDb();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({Lock})", cancellation);
        var entries = await db.Audit.Where(entry => entry.No == null).OrderBy(entry => entry.At).ThenBy(entry => entry.Id).Take(AtOnce).ToListAsync(cancellation);
        if (entries.Count == 0)
            return 0;
        var last = await db.Audit.Where(entry => entry.No != null).OrderByDescending(entry => entry.No)
            .Select(entry => new { entry.No, entry.Hash }).FirstOrDefaultAsync(cancellation);
        var (no, hash) = last is { No: { } lastNo, Hash: { } lastHash } ? (lastNo, lastHash) : await BeginningAsync(db, cancellation);
        no = Math.Max(no, 0);
        foreach (var entry in entries)
        {
            hash = house.Secrets.Seal(hash, TextOf(entry, ++no));
            (entry.No, entry.Hash) = (no, hash);
        }
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        await WholeFile.WriteAsync(HeadFile, System.Text.Encoding.ASCII.GetBytes(no.ToString(CultureInfo.InvariantCulture)), cancellation);
        return entries.Count;
    }

    private long? HeadKnown() =>
        File.Exists(HeadFile) && long.TryParse(File.ReadAllText(HeadFile), NumberStyles.None, CultureInfo.InvariantCulture, out var no) ? no : null;

    // As the database gives it back, so that sealing and verifying read the same.
    private static string TextOf(AuditEntry entry, long no)
    {
        object?[] text =
        [
            no, entry.Id, entry.At.UtcTicks / TimeSpan.TicksPerMicrosecond, entry.AccountId, entry.Role, entry.OrgPath, entry.FromAddress,
            entry.Act, entry.Subject, entry.Details, entry.Reason,
        ];
        return JsonSerializer.Serialize(entry.MemberId is { } member ? [.. text, member] : text); // older entries name no member
    }
}

/// <summary>What is wrong: entries that are missing, or one that is not as it was written.</summary>
internal sealed record AuditFault(string What, long From, long To, AuditEntry? Entry);
