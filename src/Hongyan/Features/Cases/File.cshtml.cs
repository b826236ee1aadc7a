using Hongyan.Records;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Hongyan.Features.Cases;

/// <summary>A file that is kept with a case, for its parties: sent part by part.</summary>
public sealed class FileModel(CaseFiles files) : PageModel
{
    public async Task<IActionResult> OnGetAsync(Guid owner, Guid id, Guid file, CancellationToken cancellation)
    {
        if (await files.FindAsync(owner, id, file, cancellation) is not { } found)
            return NotFound();
        await files.SendAsync(found, Response, cancellation);
        return new EmptyResult();
    }
}
