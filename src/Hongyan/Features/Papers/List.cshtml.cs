using Hongyan.Certificates;
using Hongyan.Data;
using Hongyan.Documents;
using Hongyan.Features.Reports;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Calendar;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Papers;

/// <summary>One list of an organisation: as a page to print, as a Word file, as a spreadsheet.</summary>
public sealed class ListModel(
    HongyanDb db, Secrets secrets, CaseKeeping cases, Policies policies, Superiors superiors, CertificateLink link, Audit audit, Actor actor,
    TimeProvider clock) : PageModel
{
    private ListPaper paper = null!;
    private DocumentContext context = null!;
    private Asked asked = null!;

    [BindProperty(SupportsGet = true)]
    public string? Org { get; set; }

    [BindProperty(SupportsGet = true)]
    public DateOnly? On { get; set; }

    [BindProperty(SupportsGet = true)]
    public Interval? Span { get; set; }

    [BindProperty(SupportsGet = true)]
    public bool Numbers { get; set; }

    public string Key => paper.Key;

    public Document Document { get; private set; } = null!;

    public string To(string handler) => Request.Path + Request.QueryString.Add("handler", handler).ToString();

    public string Back => "/Papers" + Request.QueryString;

    public async Task<IActionResult> OnGetAsync(string key, CancellationToken cancellation)
    {
        if (!await AskAsync(key, Exporting.Page, cancellation)) return NotFound();
        Document = await DocumentAsync(cancellation);
        return Page();
    }

    public async Task<IActionResult> OnGetDocxAsync(string key, CancellationToken cancellation)
    {
        if (!await AskAsync(key, Exporting.Docx, cancellation)) return NotFound();
        return Exporting.DocxFile(await DocumentAsync(cancellation), paper.NameOf(context.Words, asked));
    }

    public async Task<IActionResult> OnGetXlsxAsync(string key, CancellationToken cancellation)
    {
        if (!await AskAsync(key, Exporting.Xlsx, cancellation)) return NotFound();
        return new XlsxFile(await paper.MakeAsync(context, asked, cancellation), paper.NameOf(context.Words, asked));
    }

    private async Task<Document> DocumentAsync(CancellationToken cancellation) =>
        await ListPaper.DocumentAsync(await paper.MakeAsync(context, asked, cancellation), context.Words, cancellation);

    private async Task<bool> AskAsync(string key, string format, CancellationToken cancellation)
    {
        var org = Org ?? actor.OrgPath;
        if (PaperList.List(key) is not { } found || !ModelState.IsValid || org is null || !Writers.Within(org, actor.OrgPath)) return false;
        if (await db.Organizations.AsNoTracking().FirstOrDefaultAsync(one => one.Path == org, cancellation) is not { } organization) return false;
        var day = On ?? ChinaDate.Today(clock);
        if (!ReportDay.IsPossible(day)) return false;
        paper = found;
        context = new DocumentContext(db, secrets, policies, superiors, link, actor, clock)
        {
            Cases = cases,
            Words = paper.IsReadBack ? Words.Chinese : new Words(TextBook.Language),
        };
        asked = new Asked(organization, day, Span ?? Interval.Year, Numbers && paper.HasNumbers);
        await new Exporting(db, audit).NoteAsync(key, format, org, new { On = day, asked.Period.Name, asked.WithNumbers }, cancellation);
        return true;
    }
}
