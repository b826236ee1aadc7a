using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Records;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Hongyan.Features.Records;

/// <summary>
/// What a page does with a record that takes two: it asks for the second and says so. Where it cannot, the form says why and keeps what was typed.
/// </summary>
internal static class AskingSecond
{
    public static async Task<IActionResult> AskSecondAsync(
        this PageModel page, SecondPersons seconds, Sojourn sojourn, Entry entry, string way, Texts words, CancellationToken cancellation)
    {
        if (await seconds.AskAsync(sojourn, entry, cancellation) is { } refusal)
        {
            page.ModelState.AddModelError("", refusal.In(words));
            return page.Page();
        }
        page.TempData["Message"] = words["second.asked"];
        return page.LocalRedirect(way);
    }
}
