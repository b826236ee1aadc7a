using System.Threading.RateLimiting;

namespace Hongyan.Features.Peers;

/// <summary>How much may be brought over the net: of one peer so many envelopes an hour, of one network so many that cannot be read.</summary>
internal sealed class ExchangeGate : IDisposable
{
    private const int UnreadableAMinute = 30;
    private PartitionedRateLimiter<Guid> peers;

    private readonly PartitionedRateLimiter<string> networks = PartitionedRateLimiter.Create<string, string>(network =>
        RateLimitPartition.GetFixedWindowLimiter(network, _ => Window(UnreadableAMinute, TimeSpan.FromMinutes(1))));

    public ExchangeGate() => peers = Each(AnHour);

    /// <summary>Of each peer; only tests that are in a hurry set another one.</summary>
    internal const int AnHour = 2000;

    internal void Allow(int anHour)
    {
        var before = peers;
        peers = Each(anHour);
        before.Dispose();
    }

    /// <summary>Whether anything of the network is looked at now.</summary>
    public bool MayTry(string network)
    {
        using var lease = networks.AttemptAcquire(network, 0);
        return lease.IsAcquired;
    }

    /// <summary>Something that came from there could not be read.</summary>
    public void Failed(string network) => networks.AttemptAcquire(network).Dispose();

    public bool MayBring(Guid peer)
    {
        using var lease = peers.AttemptAcquire(peer);
        return lease.IsAcquired;
    }

    public void Dispose()
    {
        peers.Dispose();
        networks.Dispose();
    }

    private static PartitionedRateLimiter<Guid> Each(int anHour) => PartitionedRateLimiter.Create<Guid, Guid>(peer =>
        RateLimitPartition.GetFixedWindowLimiter(peer, _ => Window(anHour, TimeSpan.FromHours(1))));

    private static FixedWindowRateLimiterOptions Window(int most, TimeSpan window) => new() { PermitLimit = most, Window = window };
}
