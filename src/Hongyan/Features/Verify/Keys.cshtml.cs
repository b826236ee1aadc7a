using Hongyan.Certificates;
using Hongyan.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Hongyan.Features.Verify;

/// <summary>The public keys of all committees as a file, for hosts that check certificates without a network.</summary>
public sealed class KeysModel(HongyanDb db) : PageModel
{
    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation) =>
        File(KeyRing.Write(await PublicKeys.AllAsync(db, cancellation)), "application/json", PublicKeys.FileName);
}
