using Hongyan.Data;
using Hongyan.Documents;
using Hongyan.Features.Records;
using Hongyan.Platform;
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

    public Guid LetterId { get; private set; }

    public StayFile Stay { get; private set; } = null!;

    public Feedback Written { get; private set; } = null!;

    public Document Document => Letter.Document(Stay, Written, texts);

    /// <summary>The record that took its place.</summary>
    public Guid? CorrectedBy { get; private set; }

    public FeedbackRead? Seen { get; private set; }

    /// <summary>The letter was written down by the side it is for: a host outside cannot send it itself.</summary>
    public bool IsNoted { get; private set; }

    public bool MayAcknowledge => Seen is null && !IsNoted && CorrectedBy is null && actor.Role != Roles.Department
        && Stay.Sides.Contains(Other) && !(Other == Side.Host && Stay.Sojourn.HostPath is null);

    public Side Other => Written.From == Side.Home ? Side.Host : Side.Home;

    public async Task<IActionResult> OnGetAsync(Guid member, Guid record, CancellationToken cancellation)
    {
        Id = Guid.CreateVersion7();
        return await FindAsync(member, record, held: false, cancellation) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnGetDocxAsync(Guid member, Guid record, CancellationToken cancellation)
    {
        if (!await FindAsync(member, record, held: false, cancellation))
            return NotFound();
        audit.Note("letter-file", record.ToString());
        await db.SaveChangesAsync(cancellation);
        return File(DocxWriter.Write(Document), DocxWriter.ContentType, Document.Title + ".docx");
    }

    public async Task<IActionResult> OnPostAsync(Guid member, Guid record, CancellationToken cancellation)
    {
        if (!await FindAsync(member, record, held: true, cancellation))
            return NotFound();
        if (Seen is null)
        {
            if (Id == Guid.Empty || !MayAcknowledge)
                return Forbid();
            var read = new FeedbackRead { On = ChinaDate.Today(clock), Feedback = record, By = Other };
            await recording.WriteAsync(Stay.Sojourn, [new Entry(Id, read)], cancellation);
            await recording.SaveAsync(cancellation);
        }
        TempData["Message"] = words["read.done"];
        return RedirectToPage(new { member, record });
    }

    private async Task<bool> FindAsync(Guid member, Guid record, bool held, CancellationToken cancellation)
    {
        if (await db.Records.AsNoTracking().FirstOrDefaultAsync(r => r.MemberId == member && r.Id == record && r.Type == "feedback", cancellation) is not { } row)
            return false;
        var sojourn = held ? await recording.HoldAsync(member, row.SojournId, cancellation)
            : await db.Sojourns.FirstOrDefaultAsync(s => s.MemberId == member && s.Id == row.SojournId, cancellation);
        if (await StayFile.OfAsync(db, actor, sojourn, cancellation) is not { } stay)
            return false;
        (Stay, LetterId, Written) = (stay, record, (Feedback)EventJson.Read(row.Data));
        var later = await db.Records.AsNoTracking()
            .Where(r => r.MemberId == member && r.SojournId == row.SojournId && (r.CorrectsId == record || r.Type == "feedback-read"))
            .Select(r => new { r.Id, r.CorrectsId, r.Data }).ToListAsync(cancellation);
        CorrectedBy = later.Find(r => r.CorrectsId == record)?.Id;
        Seen = later.Select(r => EventJson.Read(r.Data)).OfType<FeedbackRead>().FirstOrDefault(read => read.Feedback == record);
        IsNoted = Seen is null && Written.From == Side.Host
            && await db.Exchanges.AnyAsync(e => e.MemberId == member && e.Id == record && e.HomeSeenAt != null, cancellation);
        return true;
    }
}
