using System.Threading.RateLimiting;
using Hongyan.Certificates;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;

namespace Hongyan.Features.Verify;

/// <summary>What the public check needs, and how often one address may ask: enough for a busy counter, too little to try out numbers.</summary>
internal static class Checks
{
    public const int AMinute = 60;

    /// <summary>Forms of signing in, right or wrong: a whole office may come from one address, and each costs work.</summary>
    private const int SignInsAMinute = 600;

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
            limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, (string Where, string? Address)>(context =>
            {
                var address = context.Connection.RemoteIpAddress?.ToString();
                return context.Request.Path switch
                {
                    var path when path.StartsWithSegments("/Verify", StringComparison.OrdinalIgnoreCase) => EachMinute(("verify", address), AMinute),
                    var path when path.StartsWithSegments("/Account", StringComparison.OrdinalIgnoreCase) && HttpMethods.IsPost(context.Request.Method)
                        => EachMinute(("account", address), SignInsAMinute),
                    _ => RateLimitPartition.GetNoLimiter(("", default(string))),
                };
            });
        });
    }

    private static RateLimitPartition<(string Where, string? Address)> EachMinute((string Where, string? Address) key, int most) =>
        RateLimitPartition.GetFixedWindowLimiter(key, _ => new FixedWindowRateLimiterOptions { PermitLimit = most, Window = TimeSpan.FromMinutes(1) });
}
