using Hongyan.Platform;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Hongyan.Features.Home;

public sealed class ThemeModel : PageModel
{
    public IActionResult OnGet() => LocalRedirect("/");

    public IActionResult OnPost(string? theme, string? returnUrl)
    {
        Theme.Keep(HttpContext, theme);
        return LocalRedirect(Url.Way(returnUrl, "/"));
    }
}
