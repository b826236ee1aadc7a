using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Hongyan.Platform;

/// <summary>A page is not shown for a request that it has no handler for: without one, its model would be empty.</summary>
internal sealed class HandlersOnly : IAsyncPageFilter
{
    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var request = context.HttpContext.Request;
        if (context.HandlerMethod is not null) return next();
        if (request.RouteValues.ContainsKey("handler") || !string.IsNullOrEmpty(request.Query["handler"]))
            context.Result = new StatusCodeResult(StatusCodes.Status404NotFound);
        else if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method))
            context.Result = new StatusCodeResult(StatusCodes.Status405MethodNotAllowed);
        return context.Result is null ? next() : Task.CompletedTask;
    }
}
