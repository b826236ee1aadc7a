using Hongyan.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Hongyan.Features.Errors;

/// <summary>What went wrong, as a sentence. Shown in place of the page that failed, so a POST comes here, too.</summary>
[IgnoreAntiforgeryToken]
public sealed class IndexModel : PageModel
{
    /// <summary>The texts to show.</summary>
    public string Key { get; private set; } = "other";

    /// <summary>What of the request could not be read, if it was refused for that.</summary>
    internal UnreadableRequest? Unreadable => UnreadableRequest.Of(HttpContext);

    public void OnGet(int code) => Show(code);

    public void OnPost(int code) => Show(code);

    private void Show(int code) => Key = code switch
    {
        StatusCodes.Status400BadRequest => Unreadable is null ? "stale" : "unreadable",
        StatusCodes.Status403Forbidden => "forbidden",
        StatusCodes.Status404NotFound => "missing",
        StatusCodes.Status405MethodNotAllowed => "method",
        StatusCodes.Status408RequestTimeout => "slow",
        StatusCodes.Status413PayloadTooLarge => "large",
        StatusCodes.Status429TooManyRequests => "busy",
        _ => "other",
    };
}
