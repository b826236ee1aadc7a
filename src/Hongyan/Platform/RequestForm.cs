using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Primitives;

namespace Hongyan.Platform;

/// <summary>
/// Reads the form, limited in size and time, before the request takes a database connection: how fast a client sends does not decide
/// how long a connection is held.
/// </summary>
internal sealed class RequestForm(RequestDelegate next, RequestSlots slots)
{
    /// <summary>Of whoever is not signed in.</summary>
    public const int AnonymousBytes = 64 * 1024;

    /// <summary>Of whoever is signed in, on pages without a limit of their own.</summary>
    public const int SignedInBytes = 1024 * 1024;

    public static readonly TimeSpan AnonymousTime = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan SignedInTime = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan UploadTime = TimeSpan.FromMinutes(10);

    public async Task InvokeAsync(HttpContext context)
    {
        var isRead = context.Features.Get<IFormFeature>()?.Form is not null; // the error page comes this way again
        if (isRead || !context.Request.HasFormContentType || await ReadAsync(context))
            await next(context);
        else
            context.Request.Form = FormCollection.Empty;
    }

    private async Task<bool> ReadAsync(HttpContext context)
    {
        var endpoint = context.GetEndpoint();
        var isSignedIn = context.User.Identity is { IsAuthenticated: true };
        var isUpload = isSignedIn && endpoint?.Metadata.GetMetadata<IRequestSizeLimitMetadata>() is not null;
        if (!isUpload && context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = isSignedIn ? SignedInBytes : AnonymousBytes;
        using var slot = slots.Form(context);
        if (!slot.IsAcquired) return Refuse(context, StatusCodes.Status429TooManyRequests);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        patience.CancelAfter(isUpload ? UploadTime : isSignedIn ? SignedInTime : AnonymousTime);
        try
        {
            context.Features.Set<IFormFeature>(new FormFeature(context.Request, OptionsOf(endpoint)));
            var form = Cleaned(await context.Request.ReadFormAsync(patience.Token));
            context.Request.Form = form;
            if (IsPlain(form)) return true;
            UnreadableRequest.Refuse(context);
            return false;
        }
        catch (BadHttpRequestException wrong)
        {
            return Refuse(context, wrong.StatusCode);
        }
        catch (InvalidDataException)
        {
            UnreadableRequest.Refuse(context);
            return false;
        }
        catch (Exception gone) when (gone is OperationCanceledException or IOException)
        {
            return Refuse(context, StatusCodes.Status408RequestTimeout);
        }
    }

    private static bool Refuse(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        context.Response.Headers.Connection = "close"; // what is still on its way is not read
        return false;
    }

    private static FormOptions OptionsOf(Endpoint? endpoint)
    {
        var options = new FormOptions();
        if (endpoint?.Metadata.GetMetadata<FormLimitsAttribute>() is not { } limits) return options;
        if (limits.Values > 0) options.ValueCountLimit = limits.Values;
        if (limits.Bytes > 0) options.MultipartBodyLengthLimit = limits.Bytes;
        return options;
    }

    private static bool IsPlain(IFormCollection form) =>
        form.All(field => ReadableText.Is(field.Key) && field.Value.All(ReadableText.Is))
            && form.Files.All(file => ReadableText.Is(file.Name) && ReadableText.Is(file.FileName));

    private static IFormCollection Cleaned(IFormCollection form) =>
        IsPlain(form) ? form : new FormCollection(
            form.ToDictionary(field => field.Key, field => new StringValues([.. field.Value.Select(ReadableText.WithoutControls)])), form.Files);
}
