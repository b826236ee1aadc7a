using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;

namespace Hongyan.Platform;

/// <summary>
/// How many requests one client may have under way: an account, or an address from which nobody is signed in. More of them wait, and
/// hold no database connection meanwhile.
/// </summary>
internal sealed class RequestSlots : IDisposable
{
    /// <summary>Forms that one address may be sending at the same time without being signed in.</summary>
    public const int AnonymousForms = 64;

    private const int SignedInForms = 32;
    private const int Pages = 16;
    private const int AnonymousPages = 32;

    /// <summary>Forms of all addresses together that are worked on while nobody is signed in: each may hash a password, and wait for its account.</summary>
    private const int AnonymousWork = 24;

    private const int Waiting = 1000;

    private readonly PartitionedRateLimiter<HttpContext> forms = Limiter(context => ClientOf(context) is var (key, isSignedIn)
        ? (key, isSignedIn ? SignedInForms : AnonymousForms, 0) : default);

    private readonly PartitionedRateLimiter<HttpContext> pages = Limiter(context => ClientOf(context) is var (key, isSignedIn)
        ? (key, isSignedIn ? Pages : AnonymousPages, Waiting) : default);

    private readonly ConcurrencyLimiter work = new(new ConcurrencyLimiterOptions { PermitLimit = AnonymousWork, QueueLimit = Waiting });

    /// <summary>To send a form; refused at once when too many are being sent.</summary>
    public RateLimitLease Form(HttpContext context) => forms.AttemptAcquire(context);

    /// <summary>To be worked on.</summary>
    public async ValueTask<RateLimitLease> PageAsync(HttpContext context)
    {
        var page = await pages.AcquireAsync(context, cancellationToken: context.RequestAborted);
        if (!page.IsAcquired || IsSignedIn(context) || HttpMethods.IsGet(context.Request.Method)) return page;
        try
        {
            return new Both(page, await work.AcquireAsync(cancellationToken: context.RequestAborted));
        }
        catch
        {
            page.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        forms.Dispose();
        pages.Dispose();
        work.Dispose();
    }

    private static bool IsSignedIn(HttpContext context) => context.User.Identity is { IsAuthenticated: true };

    private static (string Key, bool IsSignedIn) ClientOf(HttpContext context) => new Actor(context.User).AccountId is { } account
        ? (account.ToString(), true)
        : (ClientNetwork.Of(context.Connection.RemoteIpAddress), false);

    private static PartitionedRateLimiter<HttpContext> Limiter(Func<HttpContext, (string Key, int Most, int Waiting)> partition) =>
        PartitionedRateLimiter.Create<HttpContext, string>(context =>
        {
            var (key, most, waiting) = partition(context);
            return RateLimitPartition.GetConcurrencyLimiter(key, _ => new ConcurrencyLimiterOptions { PermitLimit = most, QueueLimit = waiting });
        });

    private sealed class Both(RateLimitLease page, RateLimitLease work) : RateLimitLease
    {
        public override bool IsAcquired => work.IsAcquired;

        public override IEnumerable<string> MetadataNames => [];

        public override bool TryGetMetadata(string metadataName, out object? metadata)
        {
            metadata = null;
            return false;
        }

        protected override void Dispose(bool disposing)
        {
            work.Dispose();
            page.Dispose();
            base.Dispose(disposing);
        }
    }
}
