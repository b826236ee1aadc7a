using Hongyan.Data;
using Hongyan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Records;

/// <summary>Carries cases on as days go by: the calendar opens the year of each office, and time moves states and duties.</summary>
public sealed class CaseRenewal(Installation installation)
{
    private const int Batch = 200;

    /// <returns>How many cases were opened or told anew.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var today = ChinaDate.Today(installation.Clock);
        var all = await OpenYearsAsync(today, cancellation);
        for (int done; (done = await TurnAsync(today, cancellation)) > 0;)
            all += done;
        return all;
    }

    private async Task<int> OpenYearsAsync(DateOnly today, CancellationToken cancellation)
    {
        await using var db = installation.OpenDb();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        // of two servers the second finds all of it done
        await db.Database.HoldAsync(AdvisoryLock.OrganizationDuties, cancellation);
        var opened = await new OfficeYears(db, new RecordServices(installation, db)).OpenAsync(today, cancellation);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return opened;
    }

    private async Task<int> TurnAsync(DateOnly today, CancellationToken cancellation)
    {
        await using var db = installation.OpenDb();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var keeping = new RecordServices(installation, db).Cases;
        var due = await db.Cases.AsNoTracking().Where(c => c.TurnsOn <= today).OrderBy(c => c.OwnerId).ThenBy(c => c.Id)
            .Select(c => new { c.OwnerId, c.Id }).Take(Batch).ToListAsync(cancellation);
        var told = 0;
        foreach (var one in due)
        {
            // what somebody is writing to is kept by that; another server's batch is left to it
            var held = await db.Cases.FromSql($"""
                select * from "case" where owner_id = {one.OwnerId} and id = {one.Id} and turns_on <= {today} for update skip locked
                """).SingleOrDefaultAsync(cancellation);
            if (held is null)
                continue;
            var parties = await keeping.PartiesAsync(held, cancellation);
            var events = (await keeping.RecordsAsync(held, cancellation)).Select(record => record.Happened);
            var kept = await db.Duties.Where(d => d.OwnerId == held.OwnerId && d.CaseId == held.Id).ToListAsync(cancellation);
            keeping.Keep(held, await keeping.ToldAsync(held, parties, events, cancellation), parties, kept, today);
            told++;
        }
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return told;
    }
}

/// <summary>Opens the yearly cases of every organisation that has none of the year yet.</summary>
internal sealed class OfficeYears(HongyanDb db, RecordServices writing)
{
    /// <param name="from">What was over before this day is not held against anybody; unsaid, that is today.</param>
    public async Task<int> OpenAsync(DateOnly today, CancellationToken cancellation, DateOnly? from = null)
    {
        var (year, opened) = ($"{today:yyyy}", 0);
        var places = await db.Organizations.AsNoTracking().OrderBy(o => o.Path).ToDictionaryAsync(o => o.Path, cancellation);
        foreach (var kind in CaseKinds.All.Where(kind => kind.IsYearly))
        {
            var known = (await db.Cases.Where(c => c.Kind == kind.Name && c.Period == year).Select(c => c.OwnerId).ToListAsync(cancellation)).ToHashSet();
            foreach (var place in places.Values.Where(place => !known.Contains(place.Id)))
            {
                PartyHere[] parties = [new(kind.Sides[0].Name, place.Id, place.Path, place.Name, place.Kind, IsOutside: false)];
                string[] above = [.. Superiors.Line(place.Path).Select(path => places.GetValueOrDefault(path)?.Id.ToString()).OfType<string>()];
                var one = CaseRecording.New(kind, parties, above, from ?? today, year);
                writing.CaseRecording.Add(one, parties);
                writing.Cases.Keep(one, writing.Cases.Told(one, parties, [], await writing.Policies.AtAsync(place.Path, cancellation)), parties, [], today);
                opened++;
            }
        }
        return opened;
    }
}
