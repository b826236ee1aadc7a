using Hongyan.Data;
using Hongyan.Documents;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Sojourns;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Correspondence;

/// <summary>A letter from one side, and the word of the other that it was read.</summary>
public sealed class ReadModel(HongyanDb db, Recording recording, Audit audit, Actor actor, TimeProvider clock, Texts texts) : PageModel
{
    private readonly Texts words = texts.For("Correspondence");

    /// <summary>The id of the record that says it was read.</summary>
    [BindProperty]
    public Guid Id { get; set; }

    public LetterFile Letter { get; private set; } = null!;

    public Document Document => Correspondence.Letter.Document(Letter.Stay, Letter.Written, texts, withReceipt: false);

    public bool MayAcknowledge => Letter.MayAcknowledge(actor);

    public async Task<IActionResult> OnGetAsync(Guid member, Guid record, CancellationToken cancellation)
    {
        Id = Guid.CreateVersion7();
        return await FindAsync(member, record, held: false, cancellation) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnGetDocxAsync(Guid member, Guid record, CancellationToken cancellation)
    {
        if (!await FindAsync(member, record, held: false, cancellation))
            return NotFound();
        audit.Note("letter-file", record.ToString(), member: member);
        await db.SaveChangesAsync(cancellation);
        var file = Correspondence.Letter.Document(Letter.Stay, Letter.Written, texts, withReceipt: true);
        return File(DocxWriter.Write(file), DocxWriter.ContentType, file.Title + ".docx");
    }

    public async Task<IActionResult> OnPostAsync(Guid member, Guid record, CancellationToken cancellation)
    {
        if (!await FindAsync(member, record, held: true, cancellation))
            return NotFound();
        if (Letter.Seen is null)
        {
            if (Id == Guid.Empty || !MayAcknowledge || await db.Records.AnyAsync(one => one.OwnerId == member && one.Id == Id, cancellation))
                return Forbid();
            var read = new FeedbackRead { On = ChinaDate.Today(clock), Feedback = record, By = Letter.Other };
            await recording.WriteAsync(Letter.Stay.Sojourn, [new Entry(Id, read)], cancellation);
            await recording.SaveAsync(cancellation);
        }
        TempData["Message"] = words["read.done"];
        return RedirectToPage(new { member, record });
    }

    private async Task<bool> FindAsync(Guid member, Guid record, bool held, CancellationToken cancellation)
    {
        if (await LetterFile.FindAsync(db, actor, member, record, held ? recording : null, cancellation) is not { } letter)
            return false;
        Letter = letter;
        return true;
    }
}
