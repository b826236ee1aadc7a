using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Hongyan.Platform;

/// <summary>
/// Refuses an address with a value that cannot be what its parameter means, instead of showing what was not asked for. What was typed into
/// a form is answered at its field.
/// </summary>
internal sealed class AddressValues : IPageFilter
{
    public void OnPageHandlerSelected(PageHandlerSelectedContext context)
    {
    }

    public void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        var request = context.HttpContext.Request;
        if ((!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method)) || context.Filters.OfType<AnswersAtFieldAttribute>().Any()) return;
        foreach (var (name, entry) in context.ModelState)
        {
            if (entry is not { ValidationState: ModelValidationState.Invalid, AttemptedValue.Length: > 0 }) continue;
            UnreadableRequest.Refuse(context.HttpContext, name);
            context.Result = new StatusCodeResult(StatusCodes.Status400BadRequest);
            return;
        }
    }

    public void OnPageHandlerExecuted(PageHandlerExecutedContext context)
    {
    }
}

/// <summary>For a page whose form is sent by GET: it says itself, at the field, what is wrong with a value.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class AnswersAtFieldAttribute : Attribute, IFilterMetadata;
