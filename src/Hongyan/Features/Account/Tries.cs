using System.Threading.RateLimiting;

namespace Hongyan.Features.Account;

/// <summary>
/// How often one address may fail before it has to wait. Only failures count, for a whole office may come from one address; the
/// lock of an account, which counts its own failures, comes on top.
/// </summary>
internal sealed class Tries : IDisposable
{
    public const int Most = 30;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    private readonly PartitionedRateLimiter<string> limiter = PartitionedRateLimiter.Create<string, string>(address =>
        RateLimitPartition.GetFixedWindowLimiter(address, _ => new FixedWindowRateLimiterOptions { PermitLimit = Most, Window = Window }));

    public bool AreUsedUp(string? address) => limiter.GetStatistics(address ?? "")?.CurrentAvailablePermits == 0;

    public void Count(string? address) => limiter.AttemptAcquire(address ?? "").Dispose();

    public void Dispose() => limiter.Dispose();
}
