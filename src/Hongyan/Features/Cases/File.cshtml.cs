using Hongyan.Records;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Net.Http.Headers;

namespace Hongyan.Features.Cases;

/// <summary>A file that is kept with a case, for its parties: sent part by part.</summary>
public sealed class FileModel(CaseFiles files) : PageModel
{
    public async Task<IActionResult> OnGetAsync(Guid owner, Guid id, Guid file, CancellationToken cancellation)
    {
        if (await files.FindAsync(owner, id, file, cancellation) is not { } found)
            return NotFound();
        Response.ContentType = CaseFiles.TypeOf(found.Kind);
        Response.ContentLength = found.Size;
        var name = new ContentDispositionHeaderValue("attachment");
        name.SetHttpFileName(found.Name);
        Response.Headers.ContentDisposition = name.ToString();
        await files.CopyAsync(found, Response.Body, cancellation);
        return new EmptyResult();
    }
}
