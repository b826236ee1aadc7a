using Hongyan.Data;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Duties;

/// <summary>The first year whose public holidays are not published although terms of working days reach into it, and how many duties these are.</summary>
public sealed record UnpublishedHolidays(int Year, long Duties)
{
    public static async Task<UnpublishedHolidays?> FindAsync(HongyanDb db, CancellationToken cancellation)
    {
        var found = await db.Database.SqlQuery<Found>($"""select year as "Year", duties as "Duties" from unpublished_holidays()""").ToListAsync(cancellation);
        return found is [var first] ? new UnpublishedHolidays(first.Year, first.Duties) : null;
    }

    private sealed record Found(int Year, long Duties);
}
