using Hongyan.Certificates;
using Hongyan.Platform;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Hongyan.Features.Verify;

/// <summary>Anybody may ask whether a certificate holds, by its number or its code; nobody has to sign in.</summary>
public sealed class IndexModel(Verification verification, TimeProvider clock) : PageModel
{
    private const int Longest = 2000;

    /// <summary>The number, or what the camera read.</summary>
    [BindProperty]
    public string? Asked { get; set; }

    public ShownCertificate? Answer { get; private set; }

    public bool ByCode { get; private set; }

    public DateOnly Today { get; } = ChinaDate.Today(clock);

    public async Task OnGetAsync(string? what, CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(what))
            return;
        Asked = what;
        ByCode = CertificateCode.IsMeantBy(what);
        Answer = await verification.CheckAsync(what, Today, cancellation);
    }

    public IActionResult OnPost()
    {
        var asked = Asked?.Trim() ?? "";
        if (asked.StartsWith("http", StringComparison.OrdinalIgnoreCase)) // a camera read the whole address
            asked = Uri.UnescapeDataString(asked[(asked.LastIndexOf('/') + 1)..]);
        if (asked.Length is 0 or > Longest || !ReadableText.Is(asked))
        {
            ModelState.Clear();
            ModelState.AddModelError(nameof(Asked), TextOfError(asked.Length == 0));
            return Page();
        }
        return RedirectToPage(new { what = asked });
    }

    private string TextOfError(bool nothing) =>
        HttpContext.RequestServices.GetRequiredService<Texts>().For("Verify")[nothing ? "invalid.nothing" : "invalid.long"];
}
