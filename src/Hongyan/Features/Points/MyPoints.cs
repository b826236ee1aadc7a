using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Points;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Points;

/// <summary>The points of the member who reads them, where his home counts points.</summary>
public sealed class MyPoints(HongyanDb db, Recording recording, DutyKeeping keeping, Actor actor, TimeProvider clock)
{
    public async Task<PointsSheet?> OfYearAsync(CancellationToken cancellation)
    {
        var sojourn = await db.Sojourns.AsNoTracking().Where(s => s.MemberId == actor.MemberId && s.State != "cancelled")
            .OrderByDescending(s => s.EndedOn == null).ThenByDescending(s => s.DepartedOn).FirstOrDefaultAsync(cancellation);
        if (sojourn is null || await db.Members.AsNoTracking().FirstOrDefaultAsync(m => m.Id == actor.MemberId, cancellation) is not { } member)
            return null;
        return PointsBook.On(await keeping.CaseAsync(member, sojourn, await recording.EventsAsync(sojourn, cancellation), cancellation),
            ChinaDate.Today(clock));
    }
}
