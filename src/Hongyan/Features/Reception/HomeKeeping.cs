using Hongyan.Data;
using Hongyan.Records;
using Hongyan.Rules.Sojourns;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Reception;

/// <summary>Keeps the home of a guest equal to what the records of his stay say of it last.</summary>
public sealed class HomeKeeping(HongyanDb db) : RecordFollower
{
    public override async Task<Refusal?> FollowAsync(RecordsWritten written, CancellationToken cancellation)
    {
        var sojourn = written.Sojourn;
        if (!sojourn.HomeIsOutside || !written.Entries.Any(entry => entry.Happened is HomeChanged or ReportedIn or Struck))
            return null;
        var (name, entry) = written.Events.OrderBy(one => one.On).Select(Named).LastOrDefault(named => named.Name is not null);
        sojourn.HomeOutside = entry ?? (name is null ? null : await EntryAsync(db, name, cancellation));
        sojourn.HomeWords = sojourn.HomeOutside is null ? name : null;
        return null;
    }

    /// <summary>Where nobody knows the home, what is said is at most its place.</summary>
    private static (string? Name, Guid? Entry) Named(SojournEvent happened) => happened switch
    {
        HomeChanged changed => (changed.Name, changed.Entry),
        ReportedIn { HomeUnknown: false } arrived => (arrived.HomeSaid, arrived.HomeEntry),
        Announced announced => (announced.HomeSaid, announced.HomeEntry),
        _ => default,
    };

    /// <summary>The entry of the directory that has exactly this name; what is only similar stays words.</summary>
    internal static async Task<Guid?> EntryAsync(HongyanDb db, string name, CancellationToken cancellation) =>
        await db.OutsideOrganizations.Where(entry => entry.Name == name).Select(entry => HongyanDb.OutsideRoot(entry.Id)).Distinct().OrderBy(id => id)
            .Take(2).ToListAsync(cancellation) is [var only] ? only : null;
}
