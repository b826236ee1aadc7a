using Hongyan.Certificates;
using Hongyan.Data;
using Hongyan.Documents;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Calendar;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Papers;

/// <summary>The two ledgers of a branch, made by their papers.</summary>
public sealed class Ledgers(
    HongyanDb db, Secrets secrets, Policies policies, Superiors superiors, CertificateLink link, Audit audit, Actor actor, TimeProvider clock) : ILedgers
{
    private static readonly string[] Keys = ["ledger-basic", "ledger-flow"];

    public async Task<IReadOnlyList<Document>> TodayAsync(string org, CancellationToken cancellation)
    {
        var organization = await db.Organizations.AsNoTracking().FirstAsync(one => one.Path == org, cancellation);
        var context = new DocumentContext(db, secrets, policies, superiors, link, actor, clock);
        var asked = new Asked(organization, context.Today, Interval.Year, WithNumbers: false);
        var ledgers = new List<Document>();
        foreach (var key in Keys)
            ledgers.Add(await ListPaper.DocumentAsync(await PaperList.List(key)!.MakeAsync(context, asked, cancellation), context.Words, cancellation));
        return ledgers;
    }

    public async Task NoteAsync(string org, CancellationToken cancellation)
    {
        foreach (var key in Keys)
            await new Exporting(db, audit).NoteAsync(key, Exporting.Page, org, new { On = ChinaDate.Today(clock) }, cancellation);
    }
}
