using Hongyan.Platform;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Hongyan.Features.Home;

public sealed class LanguageModel : PageModel
{
    public IActionResult OnGet() => LocalRedirect("/");

    public IActionResult OnPost(string? language, string? returnUrl)
    {
        var culture = new RequestCulture(language == "en" ? "en" : "zh-CN");
        Preference.Keep(HttpContext, Preference.Language, CookieRequestCultureProvider.MakeCookieValue(culture));
        return LocalRedirect(Url.Way(returnUrl, "/"));
    }
}
