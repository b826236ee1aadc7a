using System.Runtime.CompilerServices;
using Hongyan.Data;
using Hongyan.Records;
using Hongyan.Rules.Sojourns;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Papers;

/// <summary>Reads stays for papers, some hundred at once, so that a long list is never in memory as a whole.</summary>
internal sealed class SojournPaperReading(HongyanDb db)
{
    private const int AtOnce = 500;
    private readonly Dictionary<string, Organization> organizations = [];

    /// <param name="stays">In the order in which they are to come.</param>
    /// <param name="types">The types of records that are wanted.</param>
    public async IAsyncEnumerable<SojournOnPaper> ReadAsync(IQueryable<Sojourn> stays, string[] types, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var keys = await stays.Select(stay => new { stay.MemberId, stay.Id }).ToListAsync(cancellation);
        foreach (var some in keys.Chunk(AtOnce))
        {
            var (people, ids) = (some.Select(key => key.MemberId).Distinct().ToList(), some.Select(key => key.Id).ToList());
            foreach (var stay in await ReadAsync(people, ids, types, cancellation)) yield return stay;
        }
    }

    public async Task<SojournOnPaper?> FindAsync(Guid member, Guid sojourn, CancellationToken cancellation) =>
        (await ReadAsync([member], [sojourn], types: null, cancellation)).SingleOrDefault();

    private async Task<IEnumerable<SojournOnPaper>> ReadAsync(List<Guid> people, List<Guid> ids, string[]? types, CancellationToken cancellation)
    {
        var members = await db.Members.AsNoTracking().Where(m => people.Contains(m.Id)).ToDictionaryAsync(m => m.Id, cancellation);
        var sojourns = await db.Sojourns
            .AsNoTracking()
            .Where(s => people.Contains(s.MemberId) && ids.Contains(s.Id))
            .ToDictionaryAsync(s => s.Id, cancellation);
        var records = await RecordsAsync(people, ids, types, cancellation);
        await KnowAsync(sojourns.Values.Select(s => s.HostPath).OfType<string>(), cancellation);
        var homes = await HomeParty.OfAsync(db, sojourns.Values, cancellation);
        return ids.Where(sojourns.ContainsKey).Select(id => sojourns[id]).Select(sojourn => new SojournOnPaper(
            members[sojourn.MemberId],
            sojourn,
            homes[sojourn.Id],
            sojourn.HostPath is { } host ? organizations.GetValueOrDefault(host) : null,
            [.. records[sojourn.Id]]));
    }

    private async Task<ILookup<Guid, (Guid Id, SojournEvent Happened)>> RecordsAsync(
        List<Guid> people, List<Guid> ids, string[]? types, CancellationToken cancellation)
    {
        if (types is []) return Array.Empty<(Guid, SojournEvent)>().ToLookup(none => none.Item1);
        var rows = await db.Records.AsNoTracking()
            .Where(r => people.Contains(r.OwnerId) && ids.Contains(r.CaseId) && (types == null || types.Contains(r.Type)))
            .Where(r => !db.Records.Any(later => later.OwnerId == r.OwnerId && later.CaseId == r.CaseId && later.CorrectsId == r.Id))
            .OrderBy(r => r.OnDate).ThenBy(r => r.Id)
            .Select(r => new { r.CaseId, r.Id, r.Data }).ToListAsync(cancellation);
        return rows.ToLookup(row => row.CaseId, row => (row.Id, EventJson.Read(row.Data)));
    }

    private async Task KnowAsync(IEnumerable<string> paths, CancellationToken cancellation)
    {
        var wanted = paths.Where(path => !organizations.ContainsKey(path)).Distinct().ToList();
        if (wanted.Count == 0) return;
        foreach (var organization in await db.Organizations.AsNoTracking().Where(o => wanted.Contains(o.Path)).ToListAsync(cancellation))
            organizations[organization.Path] = organization;
    }
}
