using Hongyan.Data;
using Hongyan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Records;

/// <summary>What changes of a member outside of his stays and is read by their rules.</summary>
public sealed partial class Recording
{
    /// <summary>Holds a member's open stays until the transaction ends. Whoever writes records holds them before the member, so does who changes him.</summary>
    public Task HoldOpenAsync(Guid memberId, CancellationToken cancellation) => db.Sojourns
        .FromSql($"select * from sojourn where member_id = {memberId} and ended_on is null order by id for update")
        .AsNoTracking().LoadAsync(cancellation);

    /// <summary>Keeps the duties of a member's open stays anew, with however many records and duties in the same few statements.</summary>
    public async Task KeepAgainAsync(Guid memberId, CancellationToken cancellation)
    {
        var open = await db.Sojourns.Where(s => s.MemberId == memberId && s.EndedOn == null).Select(s => s.Id).ToListAsync(cancellation);
        if (open.Count == 0)
            return;
        var sojourns = await HoldAllAsync(open, cancellation);
        await keeping.KnowAsync(sojourns, cancellation);
        var member = (await db.Members.FindAsync([memberId], cancellation))!;
        foreach (var sojourn in sojourns)
        {
            held.Remove(sojourn.Id, out var read);
            var sojournCase = await keeping.CaseAsync(member, sojourn, WrittenRecord.Events(read.Records), cancellation);
            keeping.Keep(sojourn, sojournCase, read.Duties, ChinaDate.Today(clock));
        }
    }
}
