using Hongyan.Data;
using Hongyan.Rules.Sojourns;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Records;

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
        if (Causes.Violation(SojournRecords.Book, events, isNew.Contains) is not { } violation)
            return null;
        var effect = SojournRecords.Book.Of(violation.Effect);
        return isNew.Contains(violation.Effect)
            ? new Refusal("refusal.before-cause", effect.CauseClause, violation.CauseDay, RecordInput.On)
            {
                Other = violation.CauseDay == violation.Cause.On ? EventJson.TypeOf(violation.Cause) : "departure",
            }
            : new Refusal("refusal.after-effect", effect.CauseClause, violation.Effect.On, RecordInput.On) { Other = effect.Name };
    }

    /// <summary>Takes from the sojourn what corrected records had set on it, before it is told again from its beginning.</summary>
    private async Task TakeBackAsync(Sojourn sojourn, HashSet<Guid> corrected, CancellationToken cancellation)
    {
        if (corrected.Count == 0)
            return;
        var records = db.Records.AsNoTracking().Where(r => r.OwnerId == sojourn.MemberId && r.CaseId == sojourn.Id);
        foreach (var data in await records.Where(r => corrected.Contains(r.Id)).Select(r => r.Data).ToListAsync(cancellation))
        {
            var happened = EventJson.Read(data);
            happened.TakeBack(sojourn);
            if (SojournRecords.Book.Of(happened).NamesHost)
                sojourn.HostPath = await records.OrderBy(r => r.RecordedAt).ThenBy(r => r.Id).Select(r => r.HostPath).FirstOrDefaultAsync(cancellation);
        }
    }
}
