using Hongyan.Data;
using Hongyan.Rules.Sojourns;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Import.Checks;

/// <summary>A departure whose day was estimated when it was recorded, so that a roster may know it better.</summary>
internal sealed record EstimatedDeparture(Guid RecordId, DepartureReported Departure);

/// <summary>The sojourns of the members in a file, loaded at once.</summary>
internal sealed class SojournsOf
{
    private const int AtOnce = 5_000;
    private readonly ILookup<Guid, Sojourn> byMember;
    private readonly Dictionary<Guid, DateOnly> closing = []; // ends that rows of the file tell
    private readonly Dictionary<Guid, EstimatedDeparture> estimated = [];

    private SojournsOf(IEnumerable<Sojourn> sojourns) => byMember = sojourns.ToLookup(sojourn => sojourn.MemberId);

    public static async Task<SojournsOf> LoadAsync(HongyanDb db, IEnumerable<Guid> members, CancellationToken cancellation)
    {
        var sojourns = new List<Sojourn>();
        foreach (var some in members.Distinct().Chunk(AtOnce))
            sojourns.AddRange(await db.Sojourns.AsNoTracking().Where(s => some.Contains(s.MemberId) && s.State != "cancelled").ToListAsync(cancellation));
        return new SojournsOf(sojourns);
    }

    /// <summary>The same, with what rows of the file say of them.</summary>
    public static async Task<SojournsOf> LoadAsync(HongyanDb db, IReadOnlyCollection<(Member Member, SojournSaid Said)> rows, CancellationToken cancellation)
    {
        var sojourns = await LoadAsync(db, rows.Select(row => row.Member.Id), cancellation);
        List<Sojourn> unclear = [.. rows.SelectMany(row => sojourns.Of(row.Member.Id)
            .Where(sojourn => row.Said.Departed?.Agrees(sojourn.DepartedOn) == false))];
        foreach (var some in unclear.DistinctBy(sojourn => sojourn.Id).Chunk(AtOnce))
            await sojourns.LoadEstimatedAsync(db, [.. some.Select(one => one.MemberId)], [.. some.Select(one => one.Id)], cancellation);
        foreach (var (member, said) in rows)
        {
            if (said.Returned is { } end && sojourns.SameAs(member.Id, said) is { EndedOn: null } open) sojourns.closing[open.Id] = end;
        }
        return sojourns;
    }

    public Sojourn? OpenOf(Guid member) => byMember[member].FirstOrDefault(sojourn => sojourn.EndedOn is null);

    public IEnumerable<Sojourn> Of(Guid member) => byMember[member];

    /// <summary>The stay that begins when a row says, or whose estimated beginning it knows better.</summary>
    public Sojourn? SameAs(Guid member, SojournSaid said) => said.Departed is not { } departed ? null
        : Of(member).FirstOrDefault(sojourn => departed.Agrees(sojourn.DepartedOn))
        ?? Of(member).FirstOrDefault(sojourn => EstimateOf(sojourn, said) is not null);

    /// <summary>The estimated departure of a stay that a row knows better; null when it does not.</summary>
    public EstimatedDeparture? EstimateOf(Sojourn sojourn, SojournSaid said)
    {
        if (said.Departed is not { } departed || departed.Agrees(sojourn.DepartedOn) || !estimated.TryGetValue(sojourn.Id, out var rough)) return null;
        var fits = rough.Departure.Estimate == DepartureEstimate.Month
            ? (departed.Day.Year, departed.Day.Month) == (sojourn.DepartedOn.Year, sojourn.DepartedOn.Month)
            : departed.Day <= sojourn.DepartedOn && !(said.Returned <= sojourn.DepartedOn);
        return fits ? rough : null;
    }

    /// <summary>A stay that cannot be true together with the one that a row tells of; the open one first.</summary>
    public Sojourn? Against(Guid member, SojournSaid said) => Of(member)
        .Where(sojourn => new Span(sojourn.DepartedOn, sojourn.EndedOn ?? EndOf(sojourn)).Overlaps(said.Span))
        .OrderBy(sojourn => sojourn.EndedOn is not null)
        .FirstOrDefault();

    private DateOnly? EndOf(Sojourn sojourn) => closing.TryGetValue(sojourn.Id, out var end) ? end : null;

    private async Task LoadEstimatedAsync(HongyanDb db, List<Guid> members, List<Guid> ids, CancellationToken cancellation)
    {
        var type = DepartureReported.Type.Name;
        var records = await db.Records.AsNoTracking()
            .Where(r => members.Contains(r.OwnerId) && ids.Contains(r.CaseId) && r.Type == type)
            .Select(r => new { r.Id, r.CaseId, r.CorrectsId, r.Data })
            .ToListAsync(cancellation);
        var corrected = records.Select(record => record.CorrectsId).OfType<Guid>().ToHashSet();
        foreach (var record in records.Where(record => !corrected.Contains(record.Id)))
        {
            if (EventJson.Read(record.Data) is DepartureReported { Estimate: not null } departure)
                estimated[record.CaseId] = new EstimatedDeparture(record.Id, departure);
        }
    }
}
