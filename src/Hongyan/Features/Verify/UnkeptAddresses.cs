using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Hongyan.Features.Verify;

/// <summary>Addresses that hold a code or a number: no other site, no trace and no log learns them.</summary>
internal sealed class UnkeptAddresses : IStartupFilter
{
    private static readonly string[] Prefixes = ["/V", "/Verify", "/Slip"];

    /// <summary>Under which name a trace keeps such an address; nothing for all others.</summary>
    private static string? KeptAs(PathString path) =>
        Array.Find(Prefixes, prefix => path.StartsWithSegments(prefix, StringComparison.OrdinalIgnoreCase)) is not { } found ? null
            : found == "/V" ? "/Verify" : found;

    public static bool AreChecks(PathString path) => KeptAs(path) == "/Verify";

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(Hide);
        next(app);
    };

    private static Task Hide(HttpContext context, RequestDelegate next)
    {
        if (KeptAs(context.Request.Path) is { } kept)
        {
            Activity.Current?.SetTag("url.path", kept);
            context.Response.OnStarting(() =>
            {
                context.Response.Headers["Referrer-Policy"] = "no-referrer";
                return Task.CompletedTask;
            });
        }
        return next(context);
    }
}
