using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Records;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Lists;

/// <summary>The one page of all lists: what is asked stands in the address, and what is shown follows from the list's own words.</summary>
public sealed class IndexModel(HongyanDb db, Audit audit, Actor actor, TimeProvider clock, Texts texts) : PageModel
{
    // Below a whole county there are more organisations than anybody scrolls through: then the upper ones.
    private const int MostOrganizations = 300;

    internal PeopleList List { get; private set; } = null!;

    internal Asked Asked { get; private set; } = null!;

    internal IReadOnlyList<Column> Columns { get; private set; } = [];

    internal IReadOnlyList<Bulk> Bulk { get; private set; } = [];

    internal IReadOnlyList<PeopleList> Others { get; private set; } = [];

    internal IReadOnlyList<ListRow> Rows { get; private set; } = [];

    public long Total { get; private set; }

    public int Pages => (int)((Total + ListQuery.RowsOnPage - 1) / ListQuery.RowsOnPage);

    public IReadOnlyList<SelectListItem> Organizations { get; private set; } = [];

    private DateOnly Today => ChinaDate.Today(clock);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (Prepare() is { } refusal)
            return refusal;
        Columns = [.. List.Columns.Where(column => !column.OnlyInFile)];
        Bulk = [.. List.Bulk.Where(bulk => actor.Can(bulk.Policy))];
        Others = [.. Catalogue.For(actor)];
        (Rows, Total) = await new ListQuery(db, Today).PageAsync(Asked, Columns, cancellation);
        if (Rows.Count == 0 && Asked.Page > 1)
            return LocalRedirect(Asked.Address());
        Organizations = await OrganizationsAsync(actor.OrgPath!, cancellation);
        return Page();
    }

    /// <summary>The whole list that was asked, with the columns for which a screen has no room.</summary>
    public async Task<IActionResult> OnGetXlsxAsync(CancellationToken cancellation)
    {
        if (Prepare() is { } refusal)
            return refusal;
        audit.Note("list-exported", List.Name, new { Asked.Org });
        await db.SaveChangesAsync(cancellation);
        return ListSheet.File(new ListQuery(db, Today), Asked, actor.DisplayName, Today, texts.For("Lists"));
    }

    private ActionResult? Prepare()
    {
        if (actor.OrgPath is not { } top)
            return Forbid();
        if (Catalogue.At(Request.Path) is not { } list)
            return NotFound();
        List = list;
        Asked = new Asked(list, Request.Query, top);
        return actor.Can(list.Policy) ? null : Forbid();
    }

    private async Task<IReadOnlyList<SelectListItem>> OrganizationsAsync(string top, CancellationToken cancellation)
    {
        var end = top + "/";
        var below = await db.Organizations.Where(one => one.Path.CompareTo(top) >= 0 && one.Path.CompareTo(end) < 0)
            .OrderBy(one => one.Path.Length).ThenBy(one => one.Path).Take(MostOrganizations)
            .Select(one => new { one.Path, one.Name }).ToListAsync(cancellation);
        return [.. below.OrderBy(one => one.Path, StringComparer.Ordinal)
            .Select(one => new SelectListItem(new string('　', (one.Path.Length - top.Length) / ".000".Length) + one.Name,
                one.Path == top ? "" : one.Path, one.Path == Asked.Org))];
    }
}
