using System.Threading.RateLimiting;
using Hongyan.Certificates;
using Hongyan.Platform;
using Microsoft.AspNetCore.Hosting;
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
        services.AddSingleton<KnownKeys>().AddSingleton<CertificateLink>().AddScoped<Verification>().AddScoped<PinnedKeys>();
        services.AddTransient<IStartupFilter, UnkeptAddresses>();
        services.AddRateLimiter(limiter =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.OnRejected = (rejected, _) =>
            {
                rejected.HttpContext.Response.Headers.RetryAfter = "60";
                return ValueTask.CompletedTask;
            };
            limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, (string Where, string Network)>(context =>
            {
                var network = ClientNetwork.Of(context.Connection.RemoteIpAddress);
                return context.Request.Path switch
                {
                    var path when UnkeptAddresses.AreChecks(path) => EachMinute(("verify", network), AMinute),
                    var path when path.StartsWithSegments("/S") || path.StartsWithSegments("/.well-known") => EachMinute(("lists", network), AMinute),
                    var path when path.StartsWithSegments("/Slip", StringComparison.OrdinalIgnoreCase) => EachMinute(("slip", network), AMinute),
                    var path when path.StartsWithSegments("/Account", StringComparison.OrdinalIgnoreCase) && HttpMethods.IsPost(context.Request.Method)
                        => EachMinute(("account", network), SignInsAMinute),
                    _ => RateLimitPartition.GetNoLimiter(("", "")),
                };
            });
        });
    }

    private static RateLimitPartition<(string Where, string Network)> EachMinute((string Where, string Network) key, int most) =>
        RateLimitPartition.GetFixedWindowLimiter(key, _ => new FixedWindowRateLimiterOptions { PermitLimit = most, Window = TimeSpan.FromMinutes(1) });
}
