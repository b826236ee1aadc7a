using Hongyan.Data;
using Hongyan.Rules.Sojourns;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Records;

/// <summary>Finds the record that says the same already: a form that came back with the browser's back button makes no second one.</summary>
internal static class Repetition
{
    /// <summary>Whether one of the events of a stay says the same.</summary>
    public static bool Is(IEnumerable<SojournEvent> events, SojournEvent happened)
    {
        var written = EventJson.Write(happened with { Typed = null });
        return events.Any(one => one.On == happened.On && one.GetType() == happened.GetType() && EventJson.Write(one with { Typed = null }) == written);
    }

    public static async Task<Guid?> FindAsync(HongyanDb db, Sojourn sojourn, SojournEvent happened, CancellationToken cancellation)
    {
        var (type, written) = (EventJson.TypeOf(happened), EventJson.Write(happened));
        var records = await db.Records.AsNoTracking()
            .Where(r => r.OwnerId == sojourn.MemberId && r.CaseId == sojourn.Id && r.Type == type && r.OnDate == happened.On
                && !db.Records.Any(later => later.OwnerId == r.OwnerId && later.CorrectsId == r.Id))
            .Select(r => new { r.Id, r.Data }).ToListAsync(cancellation);
        return records.Find(record => EventJson.Write(EventJson.Read(record.Data)) == written)?.Id;
    }
}
