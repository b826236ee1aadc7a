using Hongyan.Documents;
using Hongyan.Features.Import;
using Hongyan.Features.Import.Reading;
using Hongyan.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Hongyan.Features.Batch;

/// <summary>The batch as a file: it goes out as a list, and what comes back is checked like what was typed.</summary>
public sealed partial class ManyModel
{
    /// <summary>The list is to be made of what is typed so far.</summary>
    [BindProperty]
    public bool List { get; set; }

    [BindProperty]
    public IFormFile? Upload { get; set; }

    /// <summary>The number that stands on the list.</summary>
    public string ListNumber => BatchList.NumberOf(secrets, Typed.Id);

    /// <summary>The list as a spreadsheet.</summary>
    public async Task<IActionResult> OnGetListAsync(string type, Guid act, CancellationToken cancellation) =>
        await TakeOutAsync(type, act, "xlsx", (list, name) => new XlsxFile(list.Write(actor.DisplayName), name), cancellation);

    /// <summary>The list to be printed.</summary>
    public async Task<IActionResult> OnGetPaperAsync(string type, Guid act, CancellationToken cancellation) =>
        await TakeOutAsync(type, act, "docx", (list, name) => new FileContentResult(DocxWriter.Write(list.Print(actor.DisplayName)), DocxWriter.ContentType)
        {
            FileDownloadName = Printable.Name(name) + ".docx",
        }, cancellation);

    public async Task<IActionResult> OnPostListAsync(string type, Guid act, CancellationToken cancellation)
    {
        if (Refused(ref type) is { } refused)
            return refused;
        if (await batches.FindAsync(act, cancellation) is not { ListedOn: not null } kept || kept.Type != type)
            return NotFound();
        Typed = kept;
        await ReadAsync(cancellation);
        Typed.Refused = [.. await TakeAsync(cancellation)];
        Typed.Stage = Typed.Refused.Count > 0 ? BatchStage.Typing : BatchStage.Checking;
        await batches.KeepAsync(Typed, cancellation);
        return Here();
    }

    private async Task<IActionResult> TakeOutAsync(
        string type, Guid act, string format, Func<BatchList, string, IActionResult> file, CancellationToken cancellation)
    {
        if (Refused(ref type) is { } refused)
            return refused;
        if (await batches.FindAsync(act, cancellation) is not { ListedOn: not null } kept || kept.Type != type)
            return NotFound();
        Typed = kept;
        await ReadAsync(cancellation);
        var people = Open.Where(person => kept.OnList.Contains(person.Stay.Id)).ToList();
        audit.Note("list-exported", type, new { Batch = act, Format = format, People = people.Count });
        await db.SaveChangesAsync(cancellation);
        var list = new BatchList(kept, people, secrets, texts, Today);
        return file(list, $"{texts.For("Records")["record." + type]} {list.Number}");
    }

    /// <summary>Makes the list of those who are ticked, in their order: their numbers stay, whatever happens to any of them.</summary>
    private async Task MakeListAsync(CancellationToken cancellation)
    {
        (Edit, Checked) = (true, false);
        if (Typed.ListedOn is not null)
            return;
        await ReadAsync(cancellation);
        Typed.Listed = [.. Open.Where(person => Typed.LineOf(person.Stay.Id).Picked).Select(person => person.Stay.Id)];
        if (Typed.Listed.Count > 0)
            Typed.ListedOn = Today;
        else
            TempData["Message"] = texts.For("Batch")["nobody"];
    }

    private async Task<IReadOnlyList<string>> TakeAsync(CancellationToken cancellation)
    {
        if (Upload is not { Length: > 0 })
            return [texts.For("Import")["upload.file.missing"]];
        var file = new byte[Upload.Length];
        await using (var stream = Upload.OpenReadStream())
            await stream.ReadExactlyAsync(file, cancellation);
        try
        {
            return new BatchList(Typed, All, secrets, texts, Today).Take(file, Written);
        }
        catch (UnreadableFile unreadable)
        {
            return [ImportWords.Of(unreadable)];
        }
    }
}
