using Hongyan.Data;
using Hongyan.Rules.Sojourns;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Records;

/// <summary>Finding and holding sojourns, and what happened in them.</summary>
public sealed partial class Recording
{
    // What was read when many sojourns were held; used once, for what is written after it is not in it.
    private readonly Dictionary<Guid, (List<WrittenRecord> Records, List<KeptDuty> Duties)> held = [];

    /// <summary>
    /// The sojourn, held until the transaction ends: who writes next sees what was written before, and duties are kept by one at a time.
    /// </summary>
    public Task<Sojourn?> HoldAsync(Guid memberId, Guid sojournId, CancellationToken cancellation) => db.Sojourns
        .FromSql($"select * from sojourn where member_id = {memberId} and id = {sojournId} for update")
        .SingleOrDefaultAsync(cancellation);

    /// <summary>Sojourns in the order asked for: to be looked at, or held. What is out of sight is left out.</summary>
    public async Task<IReadOnlyList<Sojourn>> FindAllAsync(IEnumerable<Guid> sojournIds, bool hold, CancellationToken cancellation)
    {
        List<Guid> ids = [.. sojournIds.Distinct()];
        IEnumerable<Sojourn> found = hold
            ? await HoldAllAsync(ids, cancellation)
            : await db.Sojourns.AsNoTracking().Where(s => ids.Contains(s.Id)).ToListAsync(cancellation);
        return [.. found.OrderBy(sojourn => ids.IndexOf(sojourn.Id))];
    }

    /// <summary>Many sojourns, held likewise, with all that writing to them needs: however many, four statements.</summary>
    public async Task<IReadOnlyList<Sojourn>> HoldAllAsync(IReadOnlyCollection<Guid> sojournIds, CancellationToken cancellation)
    {
        Guid[] ids = [.. sojournIds];
        var sojourns = await db.HeldSojourns(ids).ToListAsync(cancellation);
        List<Guid> members = [.. sojourns.Select(sojourn => sojourn.MemberId).Distinct()];
        await db.Members.Where(m => members.Contains(m.Id)).LoadAsync(cancellation);
        var recordsOf = await RecordsAsync(members, ids, cancellation);
        var duties = await db.Duties.Where(d => members.Contains(d.OwnerId) && ids.Contains(d.CaseId)).ToListAsync(cancellation);
        var dutiesOf = duties.ToLookup(d => d.CaseId);
        foreach (var sojourn in sojourns)
            held[sojourn.Id] = ([.. recordsOf[sojourn.Id]], [.. dutiesOf[sojourn.Id]]);
        return sojourns;
    }

    /// <summary>The records of a sojourn that was held by <see cref="HoldAllAsync"/> and to which nothing has been written since.</summary>
    internal IReadOnlyList<WrittenRecord> HeldOf(Sojourn sojourn) => held[sojourn.Id].Records;

    /// <summary>The events of many sojourns; those that are held are known, the others take one statement.</summary>
    public async Task<IReadOnlyDictionary<Guid, IReadOnlyList<SojournEvent>>> EventsAsync(IReadOnlyCollection<Sojourn> sojourns, CancellationToken cancellation)
    {
        var unknown = sojourns.Where(sojourn => !held.ContainsKey(sojourn.Id)).ToList();
        var records = unknown.Count == 0 ? null
            : await RecordsAsync([.. unknown.Select(sojourn => sojourn.MemberId)], [.. unknown.Select(sojourn => sojourn.Id)], cancellation);
        return sojourns.ToDictionary(sojourn => sojourn.Id, IReadOnlyList<SojournEvent> (sojourn) =>
            [.. WrittenRecord.Events(held.TryGetValue(sojourn.Id, out var known) ? known.Records : [.. records![sojourn.Id]])]);
    }

    private async Task<ILookup<Guid, WrittenRecord>> RecordsAsync(
        IReadOnlyCollection<Guid> members, IReadOnlyCollection<Guid> sojourns, CancellationToken cancellation) =>
        (await db.Records.AsNoTracking().Where(r => members.Contains(r.OwnerId) && sojourns.Contains(r.CaseId))
            .Select(r => new { r.CaseId, Row = new WrittenRecord(r.Id, r.CorrectsId, r.Data, r.RecordedAt) }).ToListAsync(cancellation))
        .ToLookup(r => r.CaseId, r => r.Row);

    /// <summary>The events of a sojourn that hold: without those a later record corrects.</summary>
    public async Task<IReadOnlyList<SojournEvent>> EventsAsync(Sojourn sojourn, CancellationToken cancellation) =>
        [.. WrittenRecord.Events(await RecordsAsync(sojourn, cancellation))];

    private async Task<IReadOnlyCollection<WrittenRecord>> RecordsAsync(Sojourn sojourn, CancellationToken cancellation) =>
        held.TryGetValue(sojourn.Id, out var known)
        ? known.Records
        : await db.Records.AsNoTracking()
            .Where(r => r.OwnerId == sojourn.MemberId && r.CaseId == sojourn.Id)
            .Select(r => new WrittenRecord(r.Id, r.CorrectsId, r.Data, r.RecordedAt))
            .ToListAsync(cancellation);
}
