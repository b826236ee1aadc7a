using Hongyan.Data;
using Hongyan.Documents;
using Hongyan.Platform;
using Hongyan.Records;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Papers;

/// <summary>One paper about a case: as a page to print and as a Word file.</summary>
public sealed class OfCaseModel(HongyanDb db, CaseKeeping keeping, Audit audit, Actor actor, TimeProvider clock) : PageModel
{
    private CasePaper paper = null!;
    private CaseOnPaper one = null!;
    private readonly Words words = new(TextBook.Language);

    /// <summary>The record that it is about.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Record { get; set; }

    public string Key => paper.Key;

    public string Name => one.Case.Title ?? "";

    public string CaseAddress => $"/Cases/{one.Case.Kind}/{one.Case.OwnerId}/{one.Case.Id}";

    public string Docx => Request.Path + Request.QueryString.Add("handler", "Docx").ToString();

    public Document Document { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string kind, Guid owner, Guid id, string key, CancellationToken cancellation)
    {
        if (!await AskAsync(kind, owner, id, key, Exporting.Page, cancellation)) return NotFound();
        Document = paper.Make(words, one, Record);
        return Page();
    }

    public async Task<IActionResult> OnGetDocxAsync(string kind, Guid owner, Guid id, string key, CancellationToken cancellation)
    {
        if (!await AskAsync(kind, owner, id, key, Exporting.Docx, cancellation)) return NotFound();
        return Exporting.DocxFile(paper.Make(words, one, Record), string.Join('_', words["paper." + key], Name));
    }

    private async Task<bool> AskAsync(string kind, Guid owner, Guid id, string key, string format, CancellationToken cancellation)
    {
        if (PaperList.Case(kind, key) is not { } found || !ModelState.IsValid) return false;
        if (await db.Cases.AsNoTracking().SingleOrDefaultAsync(c =>
            c.OwnerId == owner && c.Id == id && c.Kind == kind, cancellation) is not { } kept) return false;
        var parties = await keeping.PartiesAsync(kept, cancellation);
        var records = await keeping.RecordsAsync(kept, cancellation);
        var story = (await keeping.ToldAsync(kept, parties, records.Select(record => record.Happened), cancellation)).AsOf(ChinaDate.Today(clock));
        one = new CaseOnPaper(kept, story, parties, records, parties.Any(party => party.Path is not null && party.Path == actor.OrgPath));
        paper = found;
        if (!paper.Fits(one) || (Record is { } record && paper.Each(one).All(each => each.Id != record))) return false;
        await new Exporting(db, audit).NoteAsync(key, format, id.ToString(), new { Case = kind }, cancellation);
        return true;
    }
}
