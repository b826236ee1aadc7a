using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Hongyan.Platform;

/// <summary>Holds what is sent to a handler against its own line of the table, where it has one; the page's line was held before.</summary>
internal sealed class HandlerGuard(Actor actor) : IPageFilter
{
    public void OnPageHandlerSelected(PageHandlerSelectedContext context)
    {
    }

    public void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        if (context.HandlerMethod is { } handler && HttpMethods.IsPost(handler.HttpMethod)
            && !Access.Opens(context.ActionDescriptor.ViewEnginePath, actor.Role, actor.AccountId is not null, handler.Name ?? ""))
            context.Result = new ForbidResult();
    }

    public void OnPageHandlerExecuted(PageHandlerExecutedContext context)
    {
    }
}
