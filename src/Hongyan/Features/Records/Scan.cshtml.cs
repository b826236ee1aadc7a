using Hongyan.Records;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Hongyan.Features.Records;

/// <summary>A scan that is kept with a stay, for whoever sees its records: sent part by part, never shown as a page; who opened it is noted.</summary>
public sealed class ScanModel(CaseFiles files) : PageModel
{
    public async Task<IActionResult> OnGetAsync(Guid member, Guid sojourn, Guid file, CancellationToken cancellation)
    {
        if (await files.FindAsync(member, sojourn, file, cancellation, member) is not { } found)
            return NotFound();
        await files.SendAsync(found, Response, cancellation);
        return new EmptyResult();
    }
}
