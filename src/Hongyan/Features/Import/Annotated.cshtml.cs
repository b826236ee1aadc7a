using Hongyan.Data;
using Hongyan.Features.Import.Annotating;
using Hongyan.Features.Import.Reading;
using Hongyan.Platform;
using Hongyan.Records;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Hongyan.Features.Import;

/// <summary>The uploaded workbook with a note on each cell that something is wrong with, to be sent back to whoever made it.</summary>
public sealed class AnnotatedModel(HongyanDb db, PolicyLibrary policy, Secrets secrets, Recording recording, Audit audit, Actor actor, TimeProvider clock)
    : PageModel
{
    private const string Workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        var drafts = new Drafts(db, secrets, actor, clock);
        if (await drafts.FindAsync(id, cancellation) is not { } draft) return RedirectToPage("Accepted");
        try
        {
            var importer = new Importer(db, policy, secrets, recording, audit);
            var judgement = await importer.JudgeAsync(drafts.RosterOf(draft), draft.OrgPath, ChinaDate.Today(clock), Drafts.HomesOf(draft), cancellation);
            if (await new NumbersElsewhere(db, secrets, audit, actor, clock)
                .RefusalAsync(id.ToString(), judgement.Unknown, byHand: false, cancellation) is not null)
                return RedirectToPage("Preview", new { id });
            audit.Note("import-annotated", draft.OrgPath);
            await db.SaveChangesAsync(cancellation);
            var name = ImportWords.Say("annotated.name", Path.GetFileNameWithoutExtension(draft.FileName));
            return File(AnnotatedCopy.Of(drafts.ContentOf(draft), judgement), Workbook, name + ".xlsx");
        }
        catch (UnreadableFile)
        {
            return RedirectToPage("Preview", new { id });
        }
    }
}
