using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Records;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Hongyan.Features.Account;

public sealed class SignOutModel(HongyanDb db, Sessions sessions, Audit audit, Actor actor) : PageModel
{
    public IActionResult OnGet() => LocalRedirect("/");

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (actor.SessionId is { } session)
        {
            await sessions.EndAsync(session, cancellation);
            audit.Note("signed-out", actor.AccountId.ToString());
            await db.SaveChangesAsync(cancellation);
        }
        Response.Headers["Clear-Site-Data"] = "\"cache\"";
        await SignedIn.EndAsync(HttpContext);
        return LocalRedirect("/Account/SignIn");
    }
}
