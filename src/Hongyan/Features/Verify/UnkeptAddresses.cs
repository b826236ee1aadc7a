using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Hongyan.Features.Verify;

/// <summary>Addresses that hold a code or a number: no other site, no trace and no log learns them.</summary>
internal sealed class UnkeptAddresses : IStartupFilter
{
    private static readonly string[] Prefixes = ["/V", "/Verify"];

    public static bool Are(PathString path) => Array.Exists(Prefixes, prefix => path.StartsWithSegments(prefix, StringComparison.OrdinalIgnoreCase));

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(Hide);
        next(app);
    };

    private static Task Hide(HttpContext context, RequestDelegate next)
    {
        if (Are(context.Request.Path))
        {
            Activity.Current?.SetTag("url.path", "/Verify");
            context.Response.OnStarting(() =>
            {
                context.Response.Headers["Referrer-Policy"] = "no-referrer";
                return Task.CompletedTask;
            });
        }
        return next(context);
    }
}
