using Microsoft.AspNetCore.Http;

namespace Hongyan.Platform.Forms;

/// <summary>
/// What was posted and not accepted becomes a draft of whoever the form was opened for: after any error, and after the session's end.
/// It is kept apart from the request's transaction, which is rolled back. Nothing is done with it until its owner sends it himself.
/// </summary>
internal sealed class KeptForms(RequestDelegate next)
{
    /// <summary>Sent by the script that keeps what is typed: it wants no page, only to know whether it was kept.</summary>
    public const string SavingHeader = "X-Draft";

    private const string Kept = "kept-form";
    private const string Foreign = "foreign-form";

    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch when (IsPosted(context))
        {
            await KeepAsync(context, isSignedOut: false);
            throw;
        }
        if (context.Response.StatusCode >= StatusCodes.Status400BadRequest && IsPosted(context))
            await KeepAsync(context, isSignedOut: false);
    }

    /// <summary>The form whose content was kept by this request, for the page that is shown in place of an answer.</summary>
    public static FormToken? Of(HttpContext context) => context.Items[Kept] as FormToken;

    /// <summary>Whether the form was opened by another account than the one that is signed in now.</summary>
    public static bool IsForeign(HttpContext context) => context.Items.ContainsKey(Foreign);

    /// <summary>Nobody is signed in any more: the form is kept for its account, and its sender is led back to it when he has signed in.</summary>
    public static async Task<FormToken?> AfterSessionAsync(HttpContext context)
    {
        if (IsPosted(context)) await KeepAsync(context, isSignedOut: true);
        return Of(context);
    }

    private static bool IsPosted(HttpContext context) =>
        HttpMethods.IsPost(context.Request.Method) && context.Request.HasFormContentType && !context.Request.Path.StartsWithSegments("/Errors")
        && Of(context) is null;

    private static async Task KeepAsync(HttpContext context, bool isSignedOut)
    {
        var installation = context.RequestServices.GetRequiredService<Installation>();
        if (await PostedAsync(context) is not { } posted || context.RequestServices.GetRequiredService<FormTokens>().Of(posted) is not { } form) return;
        if (!isSignedOut && form.Account != new Actor(context.User).AccountId)
        {
            context.Items[Foreign] = true;
            return;
        }
        if (form.Form.Length == 0) return; // nothing typed
        try
        {
            await using var db = installation.OpenPageDb();
            await using var transaction = await Installation.BeginScopeAsync(db, Actor.Owner(form.Account), CancellationToken.None);
            if (!await new DraftStore(db, installation.Secrets, installation.Clock).SaveAsync(form, posted, CancellationToken.None)) return;
            await transaction.CommitAsync(CancellationToken.None);
            context.Items[Kept] = form;
        }
        catch (Exception fault) when (Faults.Sentence(fault) is not null)
        {
            // no database, no draft; the first fault is told
        }
    }

    /// <summary>The posted form, when it could be read: it may have been too large, or the line was lost.</summary>
    private static async Task<IFormCollection?> PostedAsync(HttpContext context)
    {
        try
        {
            return await context.Request.ReadFormAsync(CancellationToken.None);
        }
        catch (Exception unreadable) when (unreadable is IOException or InvalidDataException or BadHttpRequestException or OperationCanceledException)
        {
            return null;
        }
    }
}
