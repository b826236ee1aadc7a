using Hongyan.Data;
using Hongyan.Features.Import.Reading;
using Hongyan.Features.Records;
using Hongyan.Platform;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Hongyan.Features.Import;

/// <summary>The acceptance of a file. It uses up the draft in the same transaction, so a second tap finds nothing to do.</summary>
public sealed class AcceptedModel(HongyanDb db, PolicyLibrary policy, Secrets secrets, Recording recording, Audit audit, Actor actor, TimeProvider clock) : PageModel
{
    private const string Here = "/Import/Accepted";

    [BindProperty(SupportsGet = true)]
    public string? Kind { get; set; }

    [BindProperty(SupportsGet = true)]
    public int Saved { get; set; }

    [BindProperty(SupportsGet = true)]
    public int Rejected { get; set; }

    [BindProperty(SupportsGet = true)]
    public int Unchanged { get; set; }

    /// <summary>Without a kind: the file was accepted before, or is too old.</summary>
    public bool IsResult => Kind is not null && ImportKind.All.Contains(Kind);

    public void OnGet()
    {
    }

    /// <param name="validOnly">Rejected rows are left out.</param>
    /// <param name="allPeriods">Also the periods that were over before today are asked for.</param>
    public async Task<IActionResult> OnPostAsync(Guid id, bool validOnly, bool allPeriods, CancellationToken cancellation)
    {
        var today = ChinaDate.Today(clock);
        var importer = new Importer(db, policy, secrets, recording, audit);
        await importer.LockAsync(cancellation);
        var drafts = new Drafts(db, secrets, actor, clock);
        if (await drafts.FindAsync(id, cancellation) is not { } draft) return LocalRedirect(Here);
        try
        {
            var judgement = await importer.JudgeAsync(drafts.RosterOf(draft), draft.OrgPath, today, cancellation);
            if (judgement.Accepted == 0 || (judgement.Rejected > 0 && !validOnly)) return RedirectToPage("Preview", new { id });
            db.ImportDrafts.Remove(draft);
            await importer.SaveAsync(judgement, cancellation, allPeriods ? null : today);
            return LocalRedirect($"{Here}?kind={draft.Kind}&saved={judgement.Accepted}&rejected={judgement.Rejected}&unchanged={judgement.Unchanged}");
        }
        catch (UnreadableFile)
        {
            return RedirectToPage("Preview", new { id }); // which says why
        }
    }
}
