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
        var (no, hash, sound) = (0L, Array.Empty<byte>(), 0L);
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
        var (no, hash) = (last?.No ?? 0, last?.Hash ?? []);
        foreach (var entry in entries)
        {
            hash = house.Secrets.Seal(hash, TextOf(entry, ++no));
            (entry.No, entry.Hash) = (no, hash);
        }
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        await File.WriteAllTextAsync(HeadFile, no.ToString(CultureInfo.InvariantCulture), cancellation);
        return entries.Count;
    }

    private long? HeadKnown() =>
        File.Exists(HeadFile) && long.TryParse(File.ReadAllText(HeadFile), NumberStyles.None, CultureInfo.InvariantCulture, out var no) ? no : null;

    // As the database gives it back, so that sealing and verifying read the same.
    private static string TextOf(AuditEntry entry, long no) => JsonSerializer.Serialize(new object?[]
    {
        no, entry.Id, entry.At.UtcTicks / TimeSpan.TicksPerMicrosecond, entry.AccountId, entry.Role, entry.OrgPath, entry.FromAddress,
        entry.Act, entry.Subject, entry.Details, entry.Reason,
    });
}

/// <summary>What is wrong: entries that are missing, or one that is not as it was written.</summary>
internal sealed record AuditFault(string What, long From, long To, AuditEntry? Entry);
