using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Sojourns;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Reception;

/// <summary>
/// A guest whom another host receives has moved: his stay at the former one ends, that host is told, and it reads its own time from then on. Who
/// he was there, and where, the receiver does not learn.
/// </summary>
public sealed class GuestMoving(HongyanDb db, Recording recording, Audit audit, TimeProvider clock)
{
    /// <summary>Whether somebody saw the ID document of the guest in this stay; as guest_elsewhere asks it, too.</summary>
    public async Task<bool> IsDocumentSeenAsync(Sojourn stay, CancellationToken cancellation) => (await recording.EventsAsync(stay, cancellation))
        .Any(happened => happened is ReportedIn { Document: ReportedIn.Seen } or IdentityLearned { Document: ReportedIn.Seen });

    /// <summary>
    /// Ends what is open of him at hosts that are not in line with the receiver; of another row with his number only where his document was seen and
    /// the names are equal.
    /// </summary>
    /// <param name="until">A host that received him later than on this day is the later host, and stays.</param>
    /// <returns>How many stays ended; and why one cannot.</returns>
    public async Task<(int Ended, Refusal? Refusal)> EndElsewhereAsync(
        Guid member, string host, DateOnly on, DateOnly until, CancellationToken cancellation)
    {
        var today = ChinaDate.Today(clock);
        var elsewhere = await db.Database.SqlQuery<Elsewhere>(
            $"select member_id as \"MemberId\", sojourn_id as \"SojournId\" from guest_elsewhere({member}, {host}, {until})").ToListAsync(cancellation);
        if (elsewhere.Count == 0)
            return (0, null);
        var name = await db.Organizations.Where(o => o.Path == host).Select(o => o.Name).FirstAsync(cancellation);
        var ended = 0;
        foreach (var one in elsewhere)
        {
            await db.Database.ExecuteSqlAsync($"select open_moving({member}, {one.MemberId}, {host}, {until})", cancellation);
            if (await recording.HoldAsync(one.MemberId, one.SojournId, cancellation) is not { EndedOn: null } stay)
                continue;
            var arrived = (await recording.EventsAsync(stay, cancellation)).OfType<ReportedIn>().Select(arrival => arrival.On).DefaultIfEmpty(on).Max();
            var left = new LeftHost
            {
                On = arrived > on ? arrived : on, Reason = LeftHost.MovedOn, To = LeftHost.ToPlace, Place = name, IsTakenOver = true,
            };
            if ((await recording.AddAsync(stay, [left], cancellation)).Refusal is { } refusal)
                return (ended, refusal);
            await recording.SaveAsync(cancellation);
            await db.Database.ExecuteSqlAsync($"select guest_moved_from({one.MemberId}, {one.SojournId}, {today})", cancellation);
            ended++;
        }
        await db.Database.ExecuteSqlAsync($"set local hongyan.receiving = ''", cancellation);
        audit.Note("guest-moved", member.ToString(), member: member);
        await db.SaveChangesAsync(cancellation);
        return (ended, null);
    }

    /// <summary>Shuts his row before the hosts of earlier stays.</summary>
    public Task ShutAsync(Guid member, Guid stay, CancellationToken cancellation) =>
        db.Database.ExecuteSqlAsync($"select guest_moves_on({member}, {stay}, {ChinaDate.Today(clock)})", cancellation);

    private sealed record Elsewhere(Guid MemberId, Guid SojournId);
}
