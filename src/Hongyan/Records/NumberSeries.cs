using System.Globalization;
using Hongyan.Data;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Records;

/// <summary>
/// Numbers without gaps, by organisation and year: 2026-001. The last one is held until the paper that bears it is committed or given up.
/// </summary>
internal sealed record NumberSeries(string Name, string Digits)
{
    public static readonly NumberSeries TransferLetter = new("transfer-letter", "000");
    public static readonly NumberSeries DuesReceipt = new("dues-receipt", "0000");
    public static readonly NumberSeries Dispatch = new("dispatch", "000");

    public async Task<string> NextAsync(HongyanDb db, string org, int year, CancellationToken cancellation) =>
        NumberOf(year, await NextNumberAsync(db, org, year, cancellation));

    /// <summary>The same number without its year.</summary>
    public Task<int> NextNumberAsync(HongyanDb db, string org, int year, CancellationToken cancellation) => TakeAsync(db, org, year, 1, cancellation);

    /// <summary>The first of some numbers that follow each other.</summary>
    public async Task<int> TakeAsync(HongyanDb db, string org, int year, int count, CancellationToken cancellation)
    {
        var last = await db.Database.SqlQuery<int>($"""
            insert into running_number (series, org_path, year, last) values ({Name}, {org}, {year}, {count})
            on conflict (series, org_path, year) do update set last = running_number.last + {count}
            returning last as "Value"
            """).ToListAsync(cancellation);
        return last[0] - count + 1;
    }

    /// <summary>Goes on after the numbers that were given out elsewhere.</summary>
    public Task ContinueAsync(HongyanDb db, string org, int year, int last, CancellationToken cancellation) =>
        db.Database.ExecuteSqlAsync($"insert into running_number (series, org_path, year, last) values ({Name}, {org}, {year}, {last})", cancellation);

    public string NumberOf(int year, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{year}-{number.ToString(Digits, CultureInfo.InvariantCulture)}");
}
