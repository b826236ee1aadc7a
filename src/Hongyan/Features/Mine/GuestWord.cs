using Hongyan.Data;
using Hongyan.Records;
using Hongyan.Rules.Sojourns;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Mine;

/// <summary>What a guest reads of himself: who received him, what his home was asked and said, what he was told and may speak to.</summary>
public sealed record GuestWord(HomeParty Home, string? Host, IReadOnlyList<SojournEvent> Words)
{
    /// <summary>He was told something and has not spoken to it since.</summary>
    public bool MaySpeak => Words.OfType<GuestTold>().LastOrDefault() is { } told && !Words.OfType<GuestHeard>().Any(heard => heard.On >= told.On);

    public static async Task<GuestWord?> OfAsync(HongyanDb db, Guid member, CancellationToken cancellation)
    {
        if (await db.Sojourns.AsNoTracking().Where(s => s.MemberId == member).OrderByDescending(s => s.EndedOn == null)
            .ThenByDescending(s => s.DepartedOn).FirstOrDefaultAsync(cancellation) is not { } stay)
            return null;
        var rows = await db.Records.AsNoTracking().Where(r => r.OwnerId == member && r.CaseId == stay.Id)
            .Select(r => new WrittenRecord(r.Id, r.CorrectsId, r.Data, r.RecordedAt)).ToListAsync(cancellation);
        var host = await db.Organizations.Where(o => o.Path == stay.HostPath).Select(o => o.Name).FirstOrDefaultAsync(cancellation);
        return new GuestWord(await HomeParty.OfAsync(db, stay, cancellation), host,
            [.. WrittenRecord.Events(rows).Where(one => one is HomeAsked or HomeAnswered or GuestTold or GuestHeard or Refused).OrderBy(one => one.On)]);
    }
}
