using Hongyan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Duties;

/// <summary>The first year whose public holidays are not published although terms of working days reach into it, and how many duties these are.</summary>
public sealed record UnpublishedHolidays(int Year, long Duties)
{
    public static async Task<UnpublishedHolidays?> FindAsync(Installation house, CancellationToken cancellation)
    {
        await using var db = house.OpenDb();
        var found = await db.Database.SqlQuery<Found>($"""
            select unpublished_year as "Year", count(*) as "Duties" from duty_owed where unpublished_year is not null group by unpublished_year order by 1 limit 1
            """).ToListAsync(cancellation);
        return found is [var first] ? new UnpublishedHolidays(first.Year, first.Duties) : null;
    }

    private sealed record Found(int Year, long Duties);
}
