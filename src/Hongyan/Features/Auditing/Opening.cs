using Hongyan.Platform;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Hongyan.Features.Auditing;

/// <summary>
/// Whoever is shown a page about members is noted, once for each page and member, wherever the page is and however it was asked for; the member
/// reads it. Only what the page itself has read counts: a name in the address that it does not know says nothing.
/// </summary>
internal sealed class Opening(Audit audit, Actor actor, Installation installation) : IAsyncPageFilter
{
    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var done = await next();
        if (actor.OrgPath is null || done.Result is not PageResult) return;
        var ids = NamedPeople.Of(context.HandlerInstance, context.HandlerArguments,
            isMember: context.ActionDescriptor.ViewEnginePath.StartsWith("/Members/", StringComparison.Ordinal));
        if (ids.Count == 0) return;
        var details = new { Page = context.ActionDescriptor.ViewEnginePath };
        if (context.HttpContext.Response.StatusCode < StatusCodes.Status400BadRequest)
            await audit.LookAsync("member-opened", ids, details, context.HttpContext.RequestAborted);
        else
            await ApartAsync(ids, details, context.HttpContext.RequestAborted);
    }

    /// <summary>A refusal shows whom it is about, and its request is rolled back.</summary>
    private async Task ApartAsync(IReadOnlyCollection<Guid> ids, object details, CancellationToken cancellation)
    {
        await using var db = installation.OpenPageDb();
        await using var transaction = await Installation.BeginScopeAsync(db, actor, cancellation);
        await new Audit(db, actor).LookAsync("member-opened", ids, details, cancellation);
        await transaction.CommitAsync(cancellation);
    }
}
