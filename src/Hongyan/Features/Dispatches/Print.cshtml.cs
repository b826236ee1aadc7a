using Hongyan.Data;
using Hongyan.Documents;
using Hongyan.Features.Papers;
using Hongyan.Platform;
using Hongyan.Rules.Outside;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Hongyan.Features.Dispatches;

/// <summary>Letters on paper, several at once: a page to print, and one Word file of them.</summary>
public sealed class PrintModel(HongyanDb db, DispatchReading reading, DispatchPaper paper, Audit audit, Actor actor) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Ids { get; set; }

    public Document Document { get; private set; } = null!;

    /// <summary>Those that have not left yet, of the reader's own organisation.</summary>
    public string? ToSend { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation) => await ReadAsync(Exporting.Page, cancellation) ? Page() : NotFound();

    public async Task<IActionResult> OnGetDocxAsync(CancellationToken cancellation) =>
        await ReadAsync(Exporting.Docx, cancellation) ? Exporting.DocxFile(Document, Document.Title) : NotFound();

    private async Task<bool> ReadAsync(string format, CancellationToken cancellation)
    {
        var letters = await reading.OnPaperAsync([.. PackedIds.Read(Ids).Take(Drafting.Most)], cancellation);
        if (letters.Count == 0)
            return false;
        Document = paper.Of(letters);
        var open = letters.Where(one => one.Letter.State == DispatchState.Drafted && one.Letter.OrgPath == actor.OrgPath && actor.Can(Access.Deciding));
        ToSend = PackedIds.Write(open.Select(one => one.Letter.Id));
        foreach (var one in letters)
            audit.Note("paper", one.Letter.Id.ToString(), new { Paper = "dispatch", Format = format }, member: one.Letter.PersonId);
        await db.SaveChangesAsync(cancellation);
        return true;
    }
}
