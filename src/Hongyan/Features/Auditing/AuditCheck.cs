using Hongyan.Data;
using Hongyan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Auditing;

/// <summary>What is wrong with the log: entries that are missing, forged or altered, or a place that does not say where the chain ends.</summary>
internal sealed record AuditFault(string What, long From, long To, AuditEntry? Entry = null);

/// <summary>Verifies the whole log against its key, its heads and its copy.</summary>
internal sealed class AuditCheck(Installation installation, AuditChain chain, AuditHeads heads)
{
    // A server that was killed, or another server, brings the file forward within seconds.
    private static readonly TimeSpan Following = TimeSpan.FromMinutes(1);

    public async Task<(IReadOnlyList<AuditFault> Faults, long Sound)> RunAsync(CancellationToken cancellation)
    {
        await using var db = installation.OpenDb();
        var before = await heads.ReadAsync(db, cancellation);
        var faults = new List<AuditFault>();
        var isContinued = await IsContinuedAsync(cancellation);
        var after = await heads.ReadAsync(db, cancellation);
        if (before.Latest is not null || !isContinued)
            faults.AddRange(OfHeads(before));
        else if (after.Latest is not null) // the first sealing has just made them
            faults.AddRange(OfHeads(after));
        var sound = await WalkAsync(db, after.Latest?.No, faults, cancellation);
        return (faults, sound);
    }

    /// <summary>Seals what is left. It cannot when the heads are lost, or when a forged entry has the next number; both are named.</summary>
    private async Task<bool> IsContinuedAsync(CancellationToken cancellation)
    {
        try
        {
            await chain.SealAsync(cancellation);
            return true;
        }
        catch (Exception refused) when (refused is AuditHeadLostException or DbUpdateException)
        {
            return false;
        }
    }

    private async Task<long> WalkAsync(HongyanDb db, long? end, List<AuditFault> faults, CancellationToken cancellation)
    {
        var beginning = await chain.BeginningAsync(db, cancellation);
        if (beginning is null) faults.Add(new AuditFault("beginning", 0, 0));
        var (no, hash) = beginning ?? (0, []);
        var copied = Copied(faults);
        var sound = 0L;
        await foreach (var entry in db.Audit
            .AsNoTracking()
            .Where(entry => entry.No != null)
            .OrderBy(entry => entry.No)
            .AsAsyncEnumerable()
            .WithCancellation(cancellation))
        {
            var at = entry.No!.Value;
            if (at > end)
            {
                faults.Add(new AuditFault("beyond", at, at, entry));
                continue;
            }
            if (at - 1 != no)
                faults.Add(new AuditFault("missing", no + 1, at - 1));
            else if (!chain.IsSound(entry, hash))
                faults.Add(new AuditFault("altered", at, at, entry));
            else if (copied.TryGetValue(at, out var elsewhere) && !elsewhere.AsSpan().SequenceEqual(entry.Hash))
                faults.Add(new AuditFault("copy-differs", at, at, entry));
            else
                sound++;
            (no, hash) = (at, entry.Hash!);
        }
        if (end > no)
            faults.Add(new AuditFault("missing", no + 1, end.Value));
        return sound;
    }

    private IEnumerable<AuditFault> OfHeads(FoundHeads found)
    {
        if (found.Latest is null && found.Row is null && !found.HasFile && found.Copy is null)
            yield return new AuditFault("heads-missing", 0, 0);
        else
        {
            if (found.Row is null) yield return new AuditFault("row-missing", 0, 0);
            else if (!found.Row.Head.IsGenuine(installation.Secrets)) yield return new AuditFault("row-forged", found.Row.No, found.Row.No);
            else if (found.Latest is { } latest && latest.No > found.Row.No) yield return new AuditFault("row-behind", found.Row.No, latest.No);

            if (!found.HasFile) yield return new AuditFault("file-missing", 0, 0);
            else if (found.File?.IsGenuine(installation.Secrets) != true) yield return new AuditFault("file-forged", 0, 0);
            else if (IsBehind(found, found.File)) yield return new AuditFault("file-behind", found.File.No, found.Latest!.No);
        }
        if (!found.HasCopy) yield return new AuditFault("copy-missing", 0, 0);
        else if (found.Copy is { } copy && IsBehind(found, copy)) yield return new AuditFault("copy-behind", copy.No, found.Latest!.No);
    }

    private bool IsBehind(FoundHeads found, AuditHead head) =>
        found.Latest is { } latest && latest.No > head.No && !(found.Row?.No == latest.No && installation.Clock.GetUtcNow() - found.Row.SealedAt < Following);

    /// <summary>What the copy says of entries, by their numbers.</summary>
    private Dictionary<long, byte[]> Copied(List<AuditFault> faults)
    {
        var said = new Dictionary<long, byte[]>();
        if (installation.Options.AuditCopy is not { } path || !File.Exists(path)) return said;
        var (line, last) = (0L, 0L);
        foreach (var head in AuditCopy.Read(path, installation.Secrets))
        {
            line++;
            if (head is null) faults.Add(new AuditFault("copy-forged", line, line));
            else if (head.No < last) faults.Add(new AuditFault("copy-order", line, line));
            else (said[head.No], last) = (head.Hash, head.No);
        }
        return said;
    }
}
