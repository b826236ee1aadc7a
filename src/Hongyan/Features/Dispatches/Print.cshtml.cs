using Hongyan.Data;
using Hongyan.Documents;
using Hongyan.Features.Papers;
using Hongyan.Platform;
using Hongyan.Rules.Outside;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Hongyan.Features.Dispatches;

/// <summary>Letters on paper, several at once: a page to print, and one Word file of them.</summary>
public sealed class PrintModel(HongyanDb db, DispatchReading reading, DispatchPaper paper, SinceDrafted since, Audit audit, Actor actor) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Ids { get; set; }

    public Document Document { get; private set; } = null!;

    /// <summary>Drafts of which more was recorded since they were written: their numbers, and what.</summary>
    public IReadOnlyList<(string Number, string What)> Since { get; private set; } = [];

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
        var recorded = await since.OfAsync(letters.Select(one => one.Letter), cancellation);
        Since = [.. letters.Where(one => recorded.ContainsKey(one.Letter.Id)).Select(one => (one.Letter.Numbered, recorded[one.Letter.Id]))];
        var open = letters.Where(one => one.Letter.State == DispatchState.Drafted && one.Letter.OrgPath == actor.OrgPath && actor.Can(Access.Deciding));
        ToSend = PackedIds.Write(open.Select(one => one.Letter.Id));
        foreach (var one in letters)
            audit.Note("paper", one.Letter.Id.ToString(), new { Paper = "dispatch", Format = format }, member: one.Letter.PersonId);
        await db.SaveChangesAsync(cancellation);
        return true;
    }
}
