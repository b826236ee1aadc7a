using System.Runtime.CompilerServices;
using Hongyan.Data;
using Hongyan.Records;
using Hongyan.Rules.Sojourns;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Duties;

/// <summary>A member's sojourn as the rules read it.</summary>
public sealed record ReadCase(Member Member, Sojourn Sojourn, SojournCase Case);

/// <summary>Reads sojourns with all their records, a batch at a time, however many there are.</summary>
public sealed class CaseReader(HongyanDb db, DutyKeeping keeping)
{
    private const int Batch = 200;

    /// <summary>The sojourns on which an organisation or one below it has a side; all of them without one.</summary>
    public async IAsyncEnumerable<ReadCase> BelowAsync(string? org, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var (lo, hi) = (org ?? "", org is null ? ":" : org + "/");
        var last = (Member: Guid.Empty, Id: Guid.Empty);
        while (true)
        {
            var sojourns = await db.Sojourns.FromSql($"""
                select * from sojourn where (member_id, id) > ({last.Member}, {last.Id})
                  and (home_path >= {lo} and home_path < {hi} or host_path >= {lo} and host_path < {hi})
                order by member_id, id limit {Batch}
                """).AsNoTracking().ToListAsync(cancellation);
            foreach (var one in await ReadAsync([.. sojourns.OrderBy(s => s.MemberId).ThenBy(s => s.Id)], cancellation))
                yield return one;
            if (sojourns.Count < Batch)
                yield break;
            last = (sojourns[^1].MemberId, sojourns[^1].Id);
        }
    }

    public async Task<IReadOnlyList<ReadCase>> ReadAsync(IReadOnlyList<Sojourn> sojourns, CancellationToken cancellation)
    {
        var ids = sojourns.Select(sojourn => sojourn.MemberId).Distinct().ToList();
        var members = await db.Members.AsNoTracking().Where(m => ids.Contains(m.Id)).ToDictionaryAsync(m => m.Id, cancellation);
        var records = (await db.Records.AsNoTracking().Where(r => ids.Contains(r.OwnerId))
            .Select(r => new { r.CaseId, Row = new WrittenRecord(r.Id, r.CorrectsId, r.Data, r.RecordedAt) }).ToListAsync(cancellation))
            .ToLookup(r => r.CaseId, r => r.Row);
        await keeping.KnowAsync(sojourns, cancellation);
        var cases = new List<ReadCase>();
        foreach (var sojourn in sojourns)
        {
            var events = WrittenRecord.Events([.. records[sojourn.Id]]);
            cases.Add(new ReadCase(members[sojourn.MemberId], sojourn, await keeping.CaseAsync(members[sojourn.MemberId], sojourn, events, cancellation)));
        }
        return cases;
    }
}
