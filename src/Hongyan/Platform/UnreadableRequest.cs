using Microsoft.AspNetCore.Http;

namespace Hongyan.Platform;

/// <summary>Status 400 for a request whose text or values cannot be read; the error page then says so instead of "stale form".</summary>
internal sealed record UnreadableRequest(string? Parameter)
{
    /// <param name="context">The request.</param>
    /// <param name="parameter">The parameter that is wrong, by our own name of it; nothing when it is not a single one.</param>
    public static void Refuse(HttpContext context, string? parameter = null)
    {
        context.Items[typeof(UnreadableRequest)] = new UnreadableRequest(parameter);
        context.Response.StatusCode = StatusCodes.Status400BadRequest;
    }

    public static UnreadableRequest? Of(HttpContext context) => context.Items[typeof(UnreadableRequest)] as UnreadableRequest;
}
