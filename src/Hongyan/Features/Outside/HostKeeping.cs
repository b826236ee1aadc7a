using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Sojourns;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Outside;

/// <summary>Finds the entry of a host outside that a stay names in words, and keeps the day of its last word.</summary>
public sealed class HostKeeping(HongyanDb db, OutsideDirectory directory) : RecordFollower
{
    public override Task BeginAsync(Sojourn sojourn, CancellationToken cancellation) => FindAsync(sojourn, cancellation);

    public override async Task<Refusal?> FollowAsync(RecordsWritten written, CancellationToken cancellation)
    {
        var sojourn = written.Sojourn;
        if (written.Entries.Any(entry => entry.Happened is HostChanged))
            await FindAsync(sojourn, cancellation);
        var said = written.Entries.Max(entry => entry.Happened.Told is { } told ? told.Day ?? entry.Happened.On : (DateOnly?)null);
        if (said is not null && sojourn.HostOutside is { } host)
            await db.Database.ExecuteSqlAsync($"select outside_word({host}, {said})", cancellation);
        return null;
    }

    private async Task FindAsync(Sojourn sojourn, CancellationToken cancellation)
    {
        if (sojourn is { HostPath: null, HostOutside: null, HostName: { Length: > 0 } name })
            sojourn.HostOutside = await directory.OnlyAsync(name, cancellation);
    }
}
