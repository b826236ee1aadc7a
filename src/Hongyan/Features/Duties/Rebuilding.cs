using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Records;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Duties;

/// <summary>How many stays were told anew, and how many of them had to be put right.</summary>
public sealed record Rebuilt(int Sojourns, int Changed);

/// <summary>
/// Tells the duties of all stays anew from their records and puts right those that differ. Most do not: so all are read and compared
/// quickly, without holding anything, and only what differs is held and kept as a record would keep it.
/// </summary>
public sealed class Rebuilding(Installation installation)
{
    private const int AtOnce = 200;

    public async Task<Rebuilt> RunAsync(Action<int>? progress, CancellationToken cancellation)
    {
        var today = ChinaDate.Today(installation.Clock);
        await using var db = installation.OpenDb();
        var writing = new RecordServices(installation, db);
        await writing.Superiors.KnowAllAsync(cancellation);
        await writing.Policies.KnowAllAsync(cancellation);
        var (all, changed) = (0, 0);
        await using var reader = new SojournReader(installation);
        // one part is told while the next is read
        var comparing = Task.FromResult<IReadOnlyList<(Guid, Guid)>>([]);
        while (await reader.NextAsync(cancellation) is { Count: > 0 } stays)
        {
            changed += await PutRightAsync(await comparing, today, cancellation);
            comparing = Task.Run(() => DifferingAsync(writing.Keeping, stays, today, cancellation), cancellation);
            all += stays.Count;
            progress?.Invoke(all);
        }
        changed += await PutRightAsync(await comparing, today, cancellation);
        return new Rebuilt(all, changed);
    }

    private static async Task<IReadOnlyList<(Guid Member, Guid Id)>> DifferingAsync(
        DutyKeeping keeping, IReadOnlyList<LoadedSojourn> stays, DateOnly today, CancellationToken cancellation)
    {
        var differing = new List<(Guid, Guid)>();
        foreach (var stay in stays)
        {
            var sojourn = stay.Sojourn;
            var before = Kept(sojourn);
            var told = keeping.First(sojourn, await keeping.CaseAsync(stay.Member, sojourn, stay.Events(), cancellation), today, () => Guid.Empty);
            if (!AreSame(told, stay.Duties) || before != Kept(sojourn))
                differing.Add((sojourn.MemberId, sojourn.Id));
        }
        return differing;
    }

    private static (DateOnly?, DateOnly?, string?, DateOnly?, string?) Kept(Sojourn sojourn) =>
        (sojourn.DutiesUntil, sojourn.ReportedOn, sojourn.HostAt, sojourn.HostFrom, sojourn.HostsBefore);

    private static bool AreSame(IEnumerable<KeptDuty> told, IReadOnlyList<KeptDuty> kept)
    {
        var left = kept.ToDictionary(duty => (duty.Kind, duty.Period, duty.Part));
        foreach (var duty in told)
        {
            if (!left.Remove((duty.Kind, duty.Period, duty.Part), out var row) || !AreSame(duty, row))
                return false;
        }
        return left.Count == 0;
    }

    private static bool AreSame(KeptDuty one, KeptDuty other) =>
        one.OpensOn == other.OpensOn && one.DueOn == other.DueOn && one.DoneOn == other.DoneOn && one.LateOn == other.LateOn && one.MissedOn == other.MissedOn
        && one.UnpublishedYear == other.UnpublishedYear && one.MootOn == other.MootOn && one.WaivedOn == other.WaivedOn
        && one.OwedBy == other.OwedBy && one.OrgPath == other.OrgPath && one.ClosedBy == other.ClosedBy && one.Note == other.Note
        && one.Profile == other.Profile
        && one.HomePath == other.HomePath && one.HostPath == other.HostPath && one.Clauses.AsSpan().SequenceEqual(other.Clauses);

    private async Task<int> PutRightAsync(IReadOnlyList<(Guid Member, Guid Id)> keys, DateOnly today, CancellationToken cancellation)
    {
        var changed = 0;
        foreach (var some in keys.Chunk(AtOnce))
        {
            await using var db = installation.OpenDb();
            await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
            var keeping = new RecordServices(installation, db).Keeping;
            var (members, ids) = (some.Select(key => key.Member).ToArray(), some.Select(key => key.Id).ToArray());
            var sojourns = await db.HeldSojourns(ids).ToListAsync(cancellation);
            var kept = (await db.Duties.Where(duty => members.Contains(duty.OwnerId)).ToListAsync(cancellation)).ToLookup(duty => duty.CaseId);
            foreach (var one in await new CaseReader(db, keeping).ReadAsync(sojourns, cancellation))
                keeping.Keep(one.Sojourn, one.Case, kept[one.Sojourn.Id], today);
            changed += db.ChangeTracker.Entries().Where(entry => entry.State != EntityState.Unchanged)
                .Select(entry => entry.Entity switch { KeptDuty duty => duty.CaseId, Sojourn sojourn => sojourn.Id, _ => Guid.Empty }).Distinct().Count();
            await db.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(cancellation);
        }
        return changed;
    }
}
