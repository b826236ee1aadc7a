using System.Security.Cryptography;
using System.Text;
using Hongyan.Certificates;
using Hongyan.Data;
using Hongyan.Documents;
using Hongyan.Features.Records;
using Hongyan.Platform;
using Hongyan.Rules.Calendar;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Papers;

/// <summary>The two ledgers of a branch as they are shown before somebody confirms them.</summary>
public sealed class Ledgers(HongyanDb db, Secrets secrets, Policies policies, Superiors superiors, CertificateLink link, Audit audit, Actor actor, TimeProvider clock)
{
    private static readonly string[] Keys = ["ledger-basic", "ledger-flow"];

    /// <summary>Both ledgers as of today.</summary>
    public async Task<IReadOnlyList<Document>> TodayAsync(string org, CancellationToken cancellation)
    {
        var organization = await db.Organizations.AsNoTracking().FirstAsync(one => one.Path == org, cancellation);
        var desk = new Desk(db, secrets, policies, superiors, link, actor, clock);
        var asked = new Asked(organization, desk.Today, Interval.Year, WithNumbers: false);
        var ledgers = new List<Document>();
        foreach (var key in Keys)
            ledgers.Add(await ListPaper.DocumentAsync(await PaperList.List(key)!.MakeAsync(desk, asked, cancellation), desk.Words, cancellation));
        return ledgers;
    }

    /// <summary>Notes in the audit log that they were shown: they hold telephone numbers and addresses.</summary>
    public async Task NoteAsync(string org, CancellationToken cancellation)
    {
        foreach (var key in Keys)
            await new Exporting(db, audit).NoteAsync(key, Exporting.Page, org, new { On = ChinaDate.Today(clock) }, cancellation);
    }

    public static int Count(IEnumerable<Document> ledgers) => ledgers.SelectMany(ledger => ledger.Blocks.OfType<Listing>()).Max(listing => listing.Rows.Count);

    /// <summary>Changes whenever a cell of the ledgers changes.</summary>
    public static string Mark(IEnumerable<Document> ledgers)
    {
        var cells = ledgers.SelectMany(ledger => ledger.Blocks.OfType<Listing>()).SelectMany(listing => listing.Rows).SelectMany(row => row.Select(Cells.Text));
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\t', cells))));
    }
}
