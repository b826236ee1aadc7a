using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Rules.Sojourns;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Records;

/// <summary>Finding and holding sojourns, and what happened in them.</summary>
public sealed partial class Recording
{
    // What was read when sojourns were held; used once, for what is written after it is not in it.
    private readonly Dictionary<Guid, (List<WrittenRecord> Records, List<KeptDuty> Duties)> held = [];

    /// <summary>
    /// The sojourn, held until the transaction ends: who writes next sees what was written before, and duties are kept by one at a time. What
    /// writing to it needs is read with it, in one round trip.
    /// </summary>
    public Task<Sojourn?> HoldAsync(Guid memberId, Guid sojournId, CancellationToken cancellation) =>
        HoldAsync(memberId, sojournId, beside: null, cancellation);

    /// <param name="beside">Adds queries that are sent with the others.</param>
    internal Task<Sojourn?> HoldAsync(Guid memberId, Guid sojournId, Action<QueryBatch>? beside, CancellationToken cancellation) =>
        ReadAsync(db.Sojourns.FromSql($"select * from sojourn where member_id = {memberId} and id = {sojournId} for update"),
            memberId, sojournId, beside, cancellation);

    /// <summary>The same for a form that writes nothing yet: the sojourn is not held.</summary>
    internal Task<Sojourn?> FindAsync(Guid memberId, Guid sojournId, Action<QueryBatch>? beside, CancellationToken cancellation) =>
        ReadAsync(db.Sojourns.Where(s => s.MemberId == memberId && s.Id == sojournId), memberId, sojournId, beside, cancellation);

    private async Task<Sojourn?> ReadAsync(
        IQueryable<Sojourn> query, Guid memberId, Guid sojournId, Action<QueryBatch>? beside, CancellationToken cancellation)
    {
        Sojourn? sojourn = null;
        List<WrittenRecord> records = [];
        List<KeptDuty> duties = [];
        var batch = new QueryBatch(db)
            .Add(query, rows => sojourn = rows.SingleOrDefault())
            .Add(db.Members.Where(m => m.Id == memberId), _ => { }) // tracked, so it is found from now on
            .Add(RecordsOf(memberId, sojournId), rows => records = rows)
            .Add(db.Duties.Where(d => d.OwnerId == memberId && d.CaseId == sojournId), rows => duties = rows);
        keeping.AskWith(batch, memberId, () => sojourn is null ? [] : [sojourn]);
        beside?.Invoke(batch);
        await batch.SendAsync(cancellation);
        if (sojourn is not null)
            held[sojourn.Id] = (records, duties);
        return sojourn;
    }

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

    /// <summary>The records of a sojourn that was held or found here and to which nothing has been written since.</summary>
    internal IReadOnlyList<WrittenRecord> HeldOf(Sojourn sojourn) => held[sojourn.Id].Records;

    /// <summary>Its duties, tracked.</summary>
    internal IReadOnlyList<KeptDuty> DutiesOf(Sojourn sojourn) => held[sojourn.Id].Duties;

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
        : await RecordsOf(sojourn.MemberId, sojourn.Id).ToListAsync(cancellation);

    private IQueryable<WrittenRecord> RecordsOf(Guid memberId, Guid sojournId) => db.Records.AsNoTracking()
        .Where(r => r.OwnerId == memberId && r.CaseId == sojournId)
        .Select(r => new WrittenRecord(r.Id, r.CorrectsId, r.Data, r.RecordedAt));
}
