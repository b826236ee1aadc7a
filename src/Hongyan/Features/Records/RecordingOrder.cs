using Hongyan.Data;
using Hongyan.Rules.Sojourns;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Records;

/// <summary>What may be written after what, and what a correction takes back.</summary>
public sealed partial class Recording
{
    /// <summary>Why an event could not be written now; nothing when it could. Changes nothing.</summary>
    public async Task<Refusal?> ForeseeAsync(Sojourn sojourn, SojournEvent happened, CancellationToken cancellation) =>
        Foresee(sojourn, await EventsAsync(sojourn, cancellation), happened);

    /// <summary>The same where the events of the stay are known.</summary>
    public static Refusal? Foresee(Sojourn sojourn, IEnumerable<SojournEvent> events, SojournEvent happened) =>
        CauseRefusal([.. events, happened], [Entry.New(happened)]) ?? Progress.Refusal(sojourn, happened);

    /// <summary>No record before its cause: the refusal names the other record and its day.</summary>
    private static Refusal? CauseRefusal(List<SojournEvent> events, IEnumerable<Entry> written)
    {
        var isNew = written.Select(entry => entry.Happened).ToHashSet<SojournEvent>(ReferenceEqualityComparer.Instance);
        if (Causes.Violation(events, isNew.Contains) is not { } violation)
            return null;
        return isNew.Contains(violation.Effect)
            ? Refusal.Before(EventJson.TypeOf(violation.Effect), violation)
            : Refusal.After(EventJson.TypeOf(violation.Effect), violation.Effect.On);
    }

    /// <summary>Takes from the sojourn what corrected records had set on it, before it is told again from its beginning.</summary>
    private async Task TakeBackAsync(Sojourn sojourn, HashSet<Guid> corrected, CancellationToken cancellation)
    {
        if (corrected.Count == 0)
            return;
        var records = db.Records.AsNoTracking().Where(r => r.MemberId == sojourn.MemberId && r.SojournId == sojourn.Id);
        foreach (var data in await records.Where(r => corrected.Contains(r.Id)).Select(r => r.Data).ToListAsync(cancellation))
        {
            switch (EventJson.Read(data))
            {
                case ReportedIn or BranchNamed or Placed or Refused:
                    sojourn.HostPath = await records.OrderBy(r => r.RecordedAt).ThenBy(r => r.Id).Select(r => r.HostPath).FirstOrDefaultAsync(cancellation);
                    break;
                case ContactPersonNamed { By: Side.Home }:
                    (sojourn.HomeContact, sojourn.HomeContactId) = (null, null);
                    break;
                case ContactPersonNamed:
                    (sojourn.HostContact, sojourn.HostContactId) = (null, null);
                    break;
            }
        }
    }
}
