using System.Globalization;
using Hongyan.Data;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Dues;

/// <summary>Numbers of receipts: by organisation and year from 0001 on, without a gap. The counter is held until the payment is committed.</summary>
internal static class Receipts
{
    public static async Task<string> NextAsync(HongyanDb db, string org, int year, CancellationToken cancellation)
    {
        var numbers = await db.Database.SqlQuery<int>($"""
            insert into dues_receipt (org_path, year, last) values ({org}, {year}, 1)
            on conflict (org_path, year) do update set last = dues_receipt.last + 1
            returning last as "Value"
            """).ToListAsync(cancellation);
        return NumberOf(year, numbers[0]);
    }

    public static string NumberOf(int year, int number) => string.Create(CultureInfo.InvariantCulture, $"{year}-{number:0000}");
}
