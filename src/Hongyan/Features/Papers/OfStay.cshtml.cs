using Hongyan.Certificates;
using Hongyan.Data;
using Hongyan.Documents;
using Hongyan.Platform;
using Hongyan.Records;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Hongyan.Features.Papers;

/// <summary>One paper about a stay: as a page to print and as a Word file.</summary>
public sealed class SojournPaperModel(
    HongyanDb db, Secrets secrets, Policies policies, Superiors superiors, CertificateLink link, Audit audit, Actor actor, TimeProvider clock) : PageModel
{
    private SojournPaper paper = null!;
    private SojournPaperRequest asked = null!;
    private DocumentContext context = null!;

    /// <summary>The record that a letter is about.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Record { get; set; }

    [BindProperty(SupportsGet = true)]
    public bool Number { get; set; }

    public string Key => paper.Key;

    public Member Person => asked.Stay.Member;

    /// <summary>The paper has room for the ID number and the reader may ask for it.</summary>
    public bool OffersNumber => paper.HasNumber && context.IsHomeOf(Person) && Person.IdNumber is not null;

    public Document Document { get; private set; } = null!;

    public string Others => $"/Papers/Stay/{Person.Id}/{asked.Stay.Sojourn.Id}";

    public string Docx => Request.Path + Request.QueryString.Add("handler", "Docx").ToString();

    public string WithNumber => Request.Path + Request.QueryString.Add("number", "true").ToString();

    public async Task<IActionResult> OnGetAsync(Guid member, Guid sojourn, string key, CancellationToken cancellation)
    {
        if (!await AskAsync(member, sojourn, key, Exporting.Page, cancellation)) return NotFound();
        Document = await paper.MakeAsync(context, asked, cancellation);
        return Page();
    }

    public async Task<IActionResult> OnGetDocxAsync(Guid member, Guid sojourn, string key, CancellationToken cancellation)
    {
        if (!await AskAsync(member, sojourn, key, Exporting.Docx, cancellation)) return NotFound();
        return Exporting.DocxFile(await paper.MakeAsync(context, asked, cancellation), paper.NameOf(context.Words, asked.Stay));
    }

    private async Task<bool> AskAsync(Guid member, Guid sojourn, string key, string format, CancellationToken cancellation)
    {
        if (PaperList.Stay(key) is not { } found || !ModelState.IsValid) return false;
        if (await new SojournPaperReading(db).FindAsync(member, sojourn, cancellation) is not { } stay) return false;
        if (!found.Fits(stay, Writers.SidesOf(actor, stay.Sojourn.HomePath, stay.Sojourn.HostPath))) return false;
        if (Record is { } record && stay.Records.All(one => one.Id != record)) return false;
        paper = found;
        context = new DocumentContext(db, secrets, policies, superiors, link, actor, clock);
        asked = new SojournPaperRequest(stay, Record, Number && paper.HasNumber);
        await new Exporting(db, audit).NoteAsync(key, format, member.ToString(), new { Sojourn = sojourn, asked.WithNumber }, cancellation, member);
        return true;
    }
}
