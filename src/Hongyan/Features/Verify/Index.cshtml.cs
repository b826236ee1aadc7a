using Hongyan.Certificates;
using Hongyan.Platform;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Hongyan.Features.Verify;

/// <summary>
/// Anybody may ask whether a certificate holds, by its number or its code; nobody has to sign in. What stands in the address of a QR code
/// goes on in a form, and the answer has an address without it.
/// </summary>
public sealed class IndexModel(Verification verification, PinnedKeys pinned, Actor actor, Texts texts, TimeProvider clock) : PageModel
{
    private const int Longest = 2000;
    private readonly Texts words = texts.For("Verify");

    /// <summary>The number, or what the camera read.</summary>
    [BindProperty]
    public string? Asked { get; set; }

    public ShownCertificate? Answer { get; private set; }

    /// <summary>The address held what is asked for: nothing is answered yet.</summary>
    public bool GoesOn { get; private set; }

    public bool ByCode { get; private set; }

    public DateOnly Today { get; } = ChinaDate.Today(clock);

    public void OnGet(string? what)
    {
        if (string.IsNullOrWhiteSpace(what))
            return;
        (GoesOn, Asked) = (true, Request.Path.StartsWithSegments("/V", StringComparison.OrdinalIgnoreCase) ? CertificateCwt.Prefix + what : what);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        var asked = Asked?.Trim() ?? "";
        if (asked.StartsWith("http", StringComparison.OrdinalIgnoreCase) && !CertificateCode.IsMeantBy(asked)) // a camera read the address of a number
            asked = Uri.UnescapeDataString(asked[(asked.LastIndexOf('/') + 1)..]);
        if (asked.Length is 0 or > Longest || !ReadableText.Is(asked))
        {
            ModelState.Clear();
            ModelState.AddModelError(nameof(Asked), words[asked.Length == 0 ? "invalid.nothing" : "invalid.long"]);
            return Page();
        }
        ByCode = CertificateCode.IsMeantBy(asked);
        Answer = await verification.CheckAsync(asked, Today, cancellation, actor.Can(Access.Staff) ? pinned : null);
        return Page();
    }
}
