using Hongyan.Platform;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Hongyan.Features.Home;

/// <summary>Everybody begins where his work is.</summary>
public sealed class IndexModel(Actor actor) : PageModel
{
    public IActionResult OnGet() => LocalRedirect(actor.Role switch
    {
        Roles.Member => "/Mine",
        Roles.Administrator => "/Account",
        _ => "/Worklist",
    });
}
