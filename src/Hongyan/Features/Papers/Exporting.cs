using Hongyan.Data;
using Hongyan.Documents;
using Hongyan.Platform;
using Microsoft.AspNetCore.Mvc;

namespace Hongyan.Features.Papers;

/// <summary>Hands out papers as files, and notes who took what.</summary>
internal sealed class Exporting(HongyanDb db, Audit audit)
{
    public const string Page = "page", Docx = "docx", Xlsx = "xlsx";

    public async Task NoteAsync(string paper, string format, string? subject, object details, CancellationToken cancellation, Guid? member = null)
    {
        audit.Note("paper", subject, new { Paper = paper, Format = format, Of = details }, member: member);
        await db.SaveChangesAsync(cancellation);
    }

    public static FileContentResult DocxFile(Document document, string name) =>
        new(DocxWriter.Write(document), DocxWriter.ContentType) { FileDownloadName = Printable.Name(name) + ".docx" };
}
