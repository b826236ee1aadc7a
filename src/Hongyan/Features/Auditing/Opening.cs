using Hongyan.Platform;
using Hongyan.Records;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Hongyan.Features.Auditing;

/// <summary>Whoever opens a page about one member is noted, once for each page, wherever the page is; the member reads it.</summary>
internal sealed class Opening(Audit audit, Actor actor) : IAsyncPageFilter
{
    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var done = await next();
        if (!HttpMethods.IsGet(context.HttpContext.Request.Method) || actor.OrgPath is null || audit.HasNoted
            || done.Result is not PageResult || context.HttpContext.Response.StatusCode >= StatusCodes.Status400BadRequest
            || MemberOf(context) is not { } member)
            return;
        await audit.LookAsync("member-opened", member, new { Page = context.ActionDescriptor.ViewEnginePath }, context.HttpContext.RequestAborted);
    }

    /// <summary>The member whom the address names.</summary>
    private static Guid? MemberOf(PageHandlerExecutingContext context)
    {
        var isMember = context.ActionDescriptor.ViewEnginePath.StartsWith("/Members/", StringComparison.Ordinal);
        var named = context.RouteData.Values["member"] ?? (isMember ? context.RouteData.Values["id"] : null)
            ?? context.HttpContext.Request.Query["member"].FirstOrDefault();
        return Guid.TryParse(named?.ToString(), out var member) && member != Guid.Empty ? member : null;
    }
}
