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

    public async Task<IActionResult> OnGetListAsync(string type, Guid act, CancellationToken cancellation)
    {
        if (Refused(ref type) is { } refused)
            return refused;
        if (await batches.FindAsync(act, cancellation) is not { ListedOn: not null } kept || kept.Type != type)
            return NotFound();
        Typed = kept;
        await ReadAsync(cancellation);
        audit.Note("list-exported", type, new { Batch = act, People = All.Count });
        await db.SaveChangesAsync(cancellation);
        var list = ListOf(kept);
        return new XlsxFile(list.Write(actor.DisplayName, Today), $"{texts.For("Records")["record." + type]} {list.Number}");
    }

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

    private BatchList ListOf(BatchContent content) => new(content, [.. Open], secrets, texts);

    private async Task<IReadOnlyList<string>> TakeAsync(CancellationToken cancellation)
    {
        if (Upload is not { Length: > 0 })
            return [texts.For("Import")["upload.file.missing"]];
        var file = new byte[Upload.Length];
        await using (var stream = Upload.OpenReadStream())
            await stream.ReadExactlyAsync(file, cancellation);
        try
        {
            return new BatchList(Typed, All, secrets, texts).Take(file, Written);
        }
        catch (UnreadableFile unreadable)
        {
            return [ImportWords.Of(unreadable)];
        }
    }
}
