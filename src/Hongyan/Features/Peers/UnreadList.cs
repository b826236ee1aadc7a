using Hongyan.Data;
using Hongyan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Peers;

/// <summary>Keeps for whoever operates what came and could not be read. Its sender gets one and the same answer; why stands here only.</summary>
internal static class UnreadList
{
    public const int DaysKept = 90;

    /// <summary>More of one day are not kept: whoever sends them wants to fill something.</summary>
    internal const int MostADay = 5000;

    private const int LongestHandle = 64;

    public static async Task AddAsync(Installation installation, string why, string? handle, int size, string way, CancellationToken cancellation)
    {
        await using var db = installation.OpenDb();
        var (now, since) = (installation.Clock.GetUtcNow(), installation.Clock.GetUtcNow().AddDays(-1));
        if (await db.UnreadEnvelopes.CountAsync(one => one.At > since, cancellation) >= MostADay)
            return;
        db.UnreadEnvelopes.Add(new UnreadEnvelope
        {
            Id = Guid.CreateVersion7(), At = now, Size = size, Way = way, Why = why,
            Handle = handle is { Length: <= LongestHandle } && ReadableText.Is(handle) ? handle : null,
        });
        await db.SaveChangesAsync(cancellation);
    }

    public static async Task ForgetAsync(Installation installation, CancellationToken cancellation)
    {
        await using var db = installation.OpenDb();
        var until = ChinaDate.Start(ChinaDate.Today(installation.Clock).AddDays(1 - DaysKept));
        await db.UnreadEnvelopes.Where(one => one.At < until).ExecuteDeleteAsync(cancellation);
    }
}
