using Hongyan.Features.Outside;
using Hongyan.Records;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Features.Reception;

/// <summary>Keeps the home of a guest equal to what the records of his stay say of it last.</summary>
public sealed class HomeKeeping(OutsideDirectory directory) : RecordFollower
{
    public override async Task<Refusal?> FollowAsync(RecordsWritten written, CancellationToken cancellation)
    {
        var sojourn = written.Sojourn;
        if (!sojourn.HomeIsOutside || !written.Entries.Any(entry => entry.Happened is HomeChanged or ReportedIn or Struck))
            return null;
        var (name, entry) = written.Events.OrderBy(one => one.On).Select(Named).LastOrDefault(named => named.Name is not null);
        sojourn.HomeOutside = entry ?? (name is null ? null : await directory.OnlyAsync(name, cancellation));
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
}
