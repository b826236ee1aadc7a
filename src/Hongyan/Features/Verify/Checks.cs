using System.Threading.RateLimiting;
using Hongyan.Certificates;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;

namespace Hongyan.Features.Verify;

/// <summary>What the public check needs, and how often one address may ask: enough for a busy counter, too little to try out numbers.</summary>
internal static class Checks
{
    public const int AMinute = 60;

    public static void Services(IServiceCollection services)
    {
        services.AddSingleton<KnownKeys>().AddSingleton<CertificateLink>().AddScoped<Verification>();
        services.AddRateLimiter(limiter =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.OnRejected = (rejected, _) =>
            {
                rejected.HttpContext.Response.Headers.RetryAfter = "60";
                return ValueTask.CompletedTask;
            };
            limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context =>
                context.Request.Path.StartsWithSegments("/Verify", StringComparison.OrdinalIgnoreCase)
                    ? RateLimitPartition.GetFixedWindowLimiter(context.Connection.RemoteIpAddress?.ToString() ?? "",
                        _ => new FixedWindowRateLimiterOptions { PermitLimit = AMinute, Window = TimeSpan.FromMinutes(1) })
                    : RateLimitPartition.GetNoLimiter(""));
        });
    }
}
