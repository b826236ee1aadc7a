using Microsoft.AspNetCore.Http;

namespace Hongyan.Platform;

/// <summary>
/// Whoever is signed in and asks for what he may not, or sends what cannot come from a page of ours, stands in the audit log: his request
/// is rolled back, so it is noted apart from it.
/// </summary>
internal sealed class Refusals(RequestDelegate next, Installation installation)
{
    private static readonly int[] Noted =
        [StatusCodes.Status400BadRequest, StatusCodes.Status403Forbidden, StatusCodes.Status405MethodNotAllowed, StatusCodes.Status429TooManyRequests];

    public async Task InvokeAsync(HttpContext context)
    {
        await next(context);
        // the page about the error comes this way again
        if (!Noted.Contains(context.Response.StatusCode) || context.Request.Path.StartsWithSegments("/Errors")) return;
        var actor = new Actor(context.User, context.Connection.RemoteIpAddress?.ToString());
        if (actor.AccountId is null) return;
        await using var db = installation.OpenPageDb();
        await using var transaction = await Installation.BeginScopeAsync(db, actor, CancellationToken.None);
        new Audit(db, actor).Note("request-refused", context.Request.Path, new { context.Response.StatusCode, context.Request.Method });
        await db.SaveChangesAsync(CancellationToken.None);
        await transaction.CommitAsync(CancellationToken.None);
    }
}
