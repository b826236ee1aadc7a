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
        var last = written.Events.Where(one => one is HomeChanged or ReportedIn { HomeSaid: not null }).OrderBy(one => one.On).LastOrDefault();
        var (name, entry) = last is HomeChanged changed ? (changed.Name, changed.Entry) : ((last as ReportedIn)?.HomeSaid, null);
        sojourn.HomeOutside = entry ?? (name is null ? null : await directory.OnlyAsync(name, cancellation));
        sojourn.HomeWords = sojourn.HomeOutside is null ? name : null;
        return null;
    }
}
