using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Hongyan.Platform;

/// <summary>What many pages say in the same way.</summary>
internal static class Pages
{
    /// <summary>The page; where what it is for is refused, with the status that says so.</summary>
    public static PageResult PageUnless(this PageModel page, object? refusal)
    {
        if (refusal is not null)
            page.Response.StatusCode = StatusCodes.Status403Forbidden;
        return page.Page();
    }

    /// <summary>The address to go back to: the one asked for when it is one of ours.</summary>
    public static string Way(this IUrlHelper urls, string? back, string otherwise) => urls.IsLocalUrl(back) ? back : otherwise;
}
