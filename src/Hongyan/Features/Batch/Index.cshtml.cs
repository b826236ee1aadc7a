using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Rules.Sojourns;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Batch;

/// <summary>The batches of the reader and of the organisations below his own, the newest first: each leads to its result.</summary>
public sealed class IndexModel(HongyanDb db, Actor actor) : PageModel
{
    private const int Most = 50;

    /// <summary>What the reader can begin with pasted names: the type and the side he writes it for.</summary>
    public IEnumerable<(string Type, string Side)> Begins =>
        from type in SojournRecords.Book.Types
        where type.ForMany is not null && BatchContent.MayBeWrittenBy(type, actor)
        let side = type.Sides.FirstOrDefault(side => actor.ServesHome || side != Sides.NameOf(Side.Home))
        where side is not null
        select (type.Name, side);

    public IReadOnlyList<Line> Lines { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellation) => Lines = await (
        from batch in db.Batches
        join one in db.Accounts on batch.AccountId equals one.Id into accounts
        from account in accounts.DefaultIfEmpty()
        join org in db.Organizations on batch.OrgPath equals org.Path into organizations
        from organization in organizations.DefaultIfEmpty()
        orderby batch.MadeAt descending
        select new Line(batch, (string?)account.DisplayName, (string?)organization.Name)).Take(Most).AsNoTracking().ToListAsync(cancellation);

    /// <summary>One batch.</summary>
    /// <param name="By">Who sent it; nothing when his account is out of the reader's sight.</param>
    public sealed record Line(KeptBatch Batch, string? By, string? Organization);
}
