using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Rules.Calendar;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Records;

/// <summary>A party of a case with where its organisation stands now; an outside one has a name only.</summary>
public sealed record PartyHere(string Side, Guid? OrgId, string? Path, string Name, string Kind, bool IsOutside)
{
    /// <summary>The entry of the directory that an outside one was chosen from.</summary>
    public Guid? OutsideId { get; init; }
}

/// <summary>A case with its parties, in the order of its sides, and the records that hold.</summary>
public sealed record CaseWithRecords(KeptCase Case, IReadOnlyList<PartyHere> Parties, IReadOnlyList<PartyEvent> Events);

/// <summary>Reads a case as the rules take it, and keeps its state and duties equal to what they say.</summary>
public sealed class CaseKeeping(HongyanDb db, Policies policies, PolicyLibrary library)
{
    public WorkCalendar Calendar => library.Calendar;

    /// <summary>Many cases with all that is kept of them: as many statements as for one.</summary>
    public async Task<IReadOnlyList<CaseWithRecords>> ReadAsync(IReadOnlyList<KeptCase> cases, CancellationToken cancellation)
    {
        if (cases.Count == 0)
            return [];
        List<Guid> owners = [.. cases.Select(one => one.OwnerId).Distinct()], ids = [.. cases.Select(one => one.Id)];
        var parties = (await PartiesAsync(owners, ids, cancellation)).ToLookup(row => row.CaseId, row => row.Party);
        var records = (await db.Records.AsNoTracking().Where(r => owners.Contains(r.OwnerId) && ids.Contains(r.CaseId))
            .OrderBy(r => r.RecordedAt).ThenBy(r => r.Id).ToListAsync(cancellation)).ToLookup(row => row.CaseId);
        var unread = (await UnreadAsync([.. cases.Where(one => CaseKinds.Of(one.Kind).KeepsApart)], cancellation)).ToLookup(row => row.CaseId);
        return [.. cases.Select(one => new CaseWithRecords(one, InOrder(one, parties[one.Id]),
            [.. CaseRows.Holding(CaseKinds.Of(one.Kind), Whole(one, [.. records[one.Id]], unread[one.Id])).Select(record => record.Happened)]))];
    }

    public async Task<IReadOnlyList<PartyHere>> PartiesAsync(KeptCase one, CancellationToken cancellation) =>
        InOrder(one, (await PartiesAsync([one.OwnerId], [one.Id], cancellation)).Select(row => row.Party));

    /// <summary>The parties of many cases.</summary>
    public async Task<IReadOnlyList<(Guid CaseId, PartyHere Party)>> PartiesAsync(
        IReadOnlyList<Guid> owners, IReadOnlyList<Guid> cases, CancellationToken cancellation)
    {
        var rows = await (from party in db.CaseParties.AsNoTracking()
                          where owners.Contains(party.OwnerId) && cases.Contains(party.CaseId)
                          join place in db.Organizations on party.OrgId equals place.Id into places
                          from place in places.DefaultIfEmpty()
                          select new
                          {
                              party.CaseId,
                              party.Side,
                              party.OrgId,
                              party.Name,
                              party.Kind,
                              party.OutsideId,
                              Path = place == null ? null : place.Path,
                              Now = place == null ? null : place.Name,
                              KindNow = place == null ? null : place.Kind,
                          })
            .ToListAsync(cancellation);
        return [.. rows.Select(row => (row.CaseId,
            new PartyHere(row.Side, row.OrgId, row.Path, row.Now ?? row.Name ?? "", row.KindNow ?? row.Kind, row.OrgId is null)
            {
                OutsideId = row.OutsideId,
            }))];
    }

    /// <summary>All rows of a case, in the order in which they were written; of those that the actor may not read, that they are there.</summary>
    public async Task<IReadOnlyList<Record>> RowsAsync(KeptCase one, CancellationToken cancellation)
    {
        var rows = await db.Records.AsNoTracking().Where(r => r.OwnerId == one.OwnerId && r.CaseId == one.Id)
            .OrderBy(r => r.RecordedAt).ThenBy(r => r.Id).ToListAsync(cancellation);
        return Whole(one, rows, CaseKinds.Of(one.Kind).KeepsApart ? await UnreadAsync([one], cancellation) : []);
    }

    /// <summary>The records of a case that hold, each with the day on which it was typed, in the order in which they were written.</summary>
    public async Task<List<(Record Row, PartyEvent Happened)>> RecordsAsync(KeptCase one, CancellationToken cancellation) =>
        CaseRows.Holding(CaseKinds.Of(one.Kind), await RowsAsync(one, cancellation));

    public async Task<CaseTold> ToldAsync(KeptCase one, IReadOnlyList<PartyHere> parties, IEnumerable<PartyEvent> events, CancellationToken cancellation)
    {
        var told = Told(one, parties, events, await policies.AtAsync(parties.FirstOrDefault(party => party.OrgId == one.OwnerId)?.Path, cancellation));
        var own = new List<CaseParty>();
        foreach (var (party, here) in told.Parties.Zip(parties))
            own.Add(party with { Profile = here.Path is null ? null : await policies.AtAsync(here.Path, cancellation) });
        return told with { Parties = own };
    }

    /// <summary>The same with the owner's policy known already.</summary>
    public CaseTold Told(KeptCase one, IReadOnlyList<PartyHere> parties, IEnumerable<PartyEvent> events, Rules.Profiles.Profile profile) =>
        new(CaseKinds.Of(one.Kind), [.. parties.Select(party => new CaseParty(party.Side, party.Kind, party.IsOutside))], [.. events],
            profile, Calendar, one.Period, one.BegunOn);

    /// <summary>Writes state and duties as told on a day over those kept; <paramref name="kept"/> are the kept ones, tracked.</summary>
    /// <param name="before">The case as told until a record was taken back or corrected: what only that supported goes under any policy.</param>
    public void Keep(KeptCase one, CaseTold told, IReadOnlyList<PartyHere> parties, IEnumerable<KeptDuty> kept, DateOnly today, CaseTold? before = null)
    {
        var story = told.WrittenOn(today);
        var unsupported = before is null ? [] : before.WrittenOn(today).Duties.Select(duty => duty.Key).ToHashSet();
        (one.State, one.Since, one.TurnsOn) = (story.State, story.Since, story.TurnsOn);
        var stamp = told.Profile.Stamp;
        var left = kept.ToDictionary(duty => (duty.Kind, duty.Period, duty.Part, duty.Side!));
        foreach (var duty in story.Duties)
        {
            var party = parties.First(party => party.Side == duty.Side);
            if (!left.Remove(duty.Key, out var row))
                db.Duties.Add(row = NewRow(one, duty, told.Kind.Duties.First(rule => rule.Kind == duty.Kind).IsShared, party, stamp));
            else if (row.Profile == stamp || row.OpensOn > today) // what has opened keeps the dates of the policy of its time
            {
                row.TakeTerm(duty);
                row.Profile = stamp;
            }
            row.TakeOutcome(duty);
            row.UnpublishedYear = duty.UnpublishedYear;
            row.LateOn = duty.LateOn > duty.DoneOn ? duty.LateOn : duty.DoneOn > row.DueOn ? duty.DoneOn : null;
            row.OrgPath = party.Path!;
        }
        foreach (var (_, row) in left.Where(one => one.Value.Profile == stamp || one.Value.OpensOn > today || unsupported.Contains(one.Key)))
            db.Duties.Remove(row); // what the records no longer support was never owed
    }

    private static IReadOnlyList<PartyHere> InOrder(KeptCase one, IEnumerable<PartyHere> parties)
    {
        var order = CaseKinds.Of(one.Kind).Sides.Select(side => side.Name).ToList();
        return [.. parties.OrderBy(party => order.IndexOf(party.Side))];
    }

    private static IReadOnlyList<Record> Whole(KeptCase one, IReadOnlyList<Record> rows, IEnumerable<UnreadRow> unread) =>
        CaseKinds.Of(one.Kind) is { KeepsApart: true } kind ? CaseRows.WithUnread(one, kind, rows, unread) : rows;

    private async Task<List<UnreadRow>> UnreadAsync(IReadOnlyList<KeptCase> cases, CancellationToken cancellation)
    {
        if (cases.Count == 0)
            return [];
        var (owners, ids) = (cases.Select(one => one.OwnerId).ToArray(), cases.Select(one => one.Id).ToArray());
        return await db.Database.SqlQuery<UnreadRow>($"""
            select c.id as "CaseId", r.id as "Id", r.on_date as "OnDate", r.type as "Type", r.side as "Side", r.recorded_at as "RecordedAt",
              r.corrects_id as "CorrectsId", r.asks_id as "AsksId"
            from unnest({owners}, {ids}) c (owner_id, id) cross join lateral case_unread(c.owner_id, c.id) r
            """).ToListAsync(cancellation);
    }

    private static KeptDuty NewRow(KeptCase one, CaseDuty duty, bool isShared, PartyHere party, string stamp)
    {
        var row = KeptDuty.New(Guid.CreateVersion7(), one.OwnerId, one.Id, one.Kind, duty, stamp);
        (row.Side, row.Shared, row.OrgId) = (duty.Side, isShared, party.OrgId!.Value);
        (row.PartyAbove, row.AboutMemberId) = (one.PartyAbove, one.AboutMemberId);
        row.TakeTerm(duty);
        return row;
    }
}
