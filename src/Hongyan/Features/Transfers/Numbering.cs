using System.Globalization;
using Hongyan.Data;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Transfers;

/// <summary>Numbers of letters: one row of letters a committee and year, without gaps. The row stays locked until the letter is saved or given up.</summary>
public static class Numbering
{
    public static async Task<string> NextAsync(HongyanDb db, string committee, int year, CancellationToken cancellation)
    {
        var last = await db.Database.SqlQuery<int>($"""
            insert into letter_counter (org_path, year, last) values ({committee}, {year}, 1)
            on conflict (org_path, year) do update set last = letter_counter.last + 1
            returning last as "Value"
            """).ToListAsync(cancellation);
        return string.Create(CultureInfo.InvariantCulture, $"{year}-{last[0]:000}");
    }
}
