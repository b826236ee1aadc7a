using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Rules.Sojourns;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Dispatches;

/// <summary>Letters to the other side outside that no duty asks for and an office may write all the same, from the page of the stay.</summary>
public sealed class UnowedLetters(HongyanDb db, Actor actor)
{
    private static readonly string[] Asked = [HomeAsked.Type.Name, HomeAnswered.Type.Name];
    private static readonly string[] Told = [Placed.Type.Name, Refused.Type.Name, LeftHost.Type.Name];

    internal async Task<IReadOnlyList<OwedLetter>> FindAsync(IReadOnlyCollection<Guid> stays, CancellationToken cancellation)
    {
        if (actor.OrgPath is not { } top)
            return [];
        var end = top + "/";
        var found = await (
            from stay in db.Sojourns
            where stays.Contains(stay.Id) && stay.HomePath == null && stay.HostPath!.CompareTo(top) >= 0 && stay.HostPath.CompareTo(end) < 0
            join member in db.Members on stay.MemberId equals member.Id
            select new
            {
                stay.MemberId, stay.Id, member.Name, Home = HongyanDb.GuestHome(stay.HomeOutside, stay.HomeWords), IsOpen = stay.EndedOn == null,
            }).ToListAsync(cancellation);
        var (people, ids) = (found.ConvertAll(one => one.MemberId), found.ConvertAll(one => one.Id));
        var happened = (await db.Records.AsNoTracking().Where(record => people.Contains(record.OwnerId) && ids.Contains(record.CaseId)
                && !db.Records.Any(later => later.OwnerId == record.OwnerId && later.CorrectsId == record.Id))
            .Select(record => new { record.CaseId, record.Type }).Distinct().ToListAsync(cancellation))
            .ToLookup(record => record.CaseId, record => record.Type);
        return [.. from one in found
                   from kind in new[]
                   {
                       one.IsOpen && !happened[one.Id].Intersect(Asked).Any() ? DispatchKind.Asking : null,
                       happened[one.Id].Intersect(Told).Any() ? DispatchKind.Telling : null,
                       one.IsOpen && happened[one.Id].Contains(Placed.Type.Name) ? DispatchKind.Feedback : null,
                   }.OfType<string>()
                   select new OwedLetter(kind, one.MemberId, one.Id, one.Name, one.Home, Period: null, DueOn: null, DraftId: null)];
    }

    /// <summary>To a host outside that nobody has written to yet: no duty asks for the first letter before it has placed him.</summary>
    internal async Task<IEnumerable<OwedLetter>> IntroductionsAsync(
        DateOnly today, IReadOnlyCollection<Guid> stays, CancellationToken cancellation)
    {
        if (actor.OrgPath is not { } top)
            return [];
        var end = top + "/";
        var rows = await (
            from stay in db.Sojourns.AsNoTracking()
            where stays.Contains(stay.Id) && stay.EndedOn == null && stay.HostPath == null && stay.HostName != null
                && stay.HomePath!.CompareTo(top) >= 0 && stay.HomePath.CompareTo(end) < 0
                && !db.Dispatches.Any(letter => letter.PersonId == stay.MemberId && letter.SojournId == stay.Id && letter.SentOn != null)
            join member in db.Members on stay.MemberId equals member.Id
            select new { stay.MemberId, stay.Id, member.Name, stay.HostName }).ToListAsync(cancellation);
        return rows.Select(row =>
            new OwedLetter(DispatchKind.Introduction, row.MemberId, row.Id, row.Name, row.HostName, Period: null, today, DraftId: null));
    }
}
