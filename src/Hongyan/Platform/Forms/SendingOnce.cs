using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Hongyan.Platform.Forms;

/// <summary>
/// Around every handler of a posted form: the same content sent twice is done once, what was sent is no draft any more, and what was
/// answered with its own page again stays one. Handlers need to do nothing for it.
/// </summary>
internal sealed class SendingOnce(FormTokens tokens, SentForms sent, DraftStore drafts, Actor actor) : IAsyncPageFilter
{
    private const string Message = "Message";

    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var (http, cancellation) = (context.HttpContext, context.HttpContext.RequestAborted);
        if (!HttpMethods.IsPost(http.Request.Method) || http.Request.Path.StartsWithSegments("/Errors") || !http.Request.HasFormContentType
            || context.HandlerInstance is not PageModel page
            || http.Request.Headers.ContainsKey(KeptForms.SavingHeader) || tokens.Of(http.Request.Form) is not { } form || form.Account != actor.AccountId)
        {
            await next();
            return;
        }
        var body = sent.BodyOf(http.Request);
        var isFirst = await sent.TakeAsync(form, body, cancellation);
        if (!isFirst && http.Request.Form.Files.Count == 0 && await sent.AnswerAsync(form, body, cancellation) is { } answer)
        {
            page.TempData[Message] = answer.Message;
            context.Result = new LocalRedirectResult(answer.Address);
            return;
        }
        var done = await next();
        if (done.Exception is not null && !done.ExceptionHandled) return; // the transaction is rolled back
        if (AddressOf(page, done.Result) is { } address)
        {
            var isLasting = page.TempData.Keys.All(key => key == Message) && page.Url.IsLocalUrl(address); // others can be shown only once
            await sent.DoneAsync(form, body, isLasting ? new FormAnswer(address, page.TempData.Peek(Message) as string) : null, isFirst, cancellation);
            return;
        }
        // likewise, and KeptForms keeps the draft
        if (http.Response.StatusCode >= StatusCodes.Status400BadRequest || done.Result is StatusCodeResult or ForbidResult) return;
        if (isFirst) await sent.ReleaseAsync(form, cancellation);
        if (form.Form.Length > 0 && done.Result is PageResult) await drafts.SaveAsync(form, http.Request.Form, cancellation); // wrong, or to be checked first
    }

    /// <summary>Where a handler that did its work leads; nothing when it answers with a page.</summary>
    private static string? AddressOf(PageModel page, IActionResult? result) => result switch
    {
        LocalRedirectResult local => local.Url,
        RedirectResult elsewhere => elsewhere.Url,
        RedirectToPageResult to => page.Url.Page(to.PageName, to.PageHandler, to.RouteValues, protocol: null, host: null, to.Fragment),
        _ => null,
    };
}
