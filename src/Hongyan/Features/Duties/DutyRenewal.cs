using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Records;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Duties;

/// <summary>Carries the kept duties on as days go by: what opens next, what a missed date begets, who has left by now.</summary>
public sealed class DutyRenewal(Installation installation)
{
    private const int Batch = 200;

    /// <summary>Renews what is due for it, batch by batch; returns how many stays there were.</summary>
    public async Task<int> RunAsync(Action<int>? progress, CancellationToken cancellation)
    {
        var today = ChinaDate.Today(installation.Clock);
        await PublishedAsync(today, cancellation);
        for (var (all, done) = (0, -1); ; progress?.Invoke(all))
        {
            done = await BatchAsync(today, cancellation);
            all += done;
            if (done > 0)
                continue;
            await new CaseRenewal(installation).RunAsync(cancellation);
            return all;
        }
    }

    /// <summary>Terms of working days that were told without the holidays of a year are told anew once these are published.</summary>
    private async Task PublishedAsync(DateOnly today, CancellationToken cancellation)
    {
        int[] years = [.. installation.Policy.Calendar.Published];
        await using var db = installation.OpenDb();
        await db.Database.ExecuteSqlAsync($"""
            update sojourn s set duties_until = {today.AddDays(-1)}
            where exists (select from duty d where d.owner_id = s.member_id and d.case_id = s.id and d.unpublished_year = any({years}))
            """, cancellation);
    }

    private async Task<int> BatchAsync(DateOnly today, CancellationToken cancellation)
    {
        await using var db = installation.OpenDb();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var keeping = new RecordServices(installation, db).Keeping;
        // Rows that somebody is writing to are renewed by that; another server's batch is left to it.
        var due = await db.Sojourns
            .Where(s => s.DutiesUntil < today || (s.EndedOn == null && (s.DutiesUntil == null || (s.State == "reported" && s.DepartedOn <= today))))
            .OrderBy(s => s.MemberId).ThenBy(s => s.Id).Select(s => s.Id).Take(Batch).ToArrayAsync(cancellation);
        var sojourns = await db.HeldSojourns(due, waits: false).ToListAsync(cancellation);
        var ids = sojourns.Select(sojourn => sojourn.MemberId).ToList();
        var kept = (await db.Duties.Where(d => ids.Contains(d.OwnerId)).ToListAsync(cancellation)).ToLookup(duty => duty.CaseId);
        foreach (var one in await new CaseReader(db, keeping).ReadAsync(sojourns, cancellation))
        {
            if (one.Sojourn.State == "reported" && one.Sojourn.DepartedOn <= today)
                one.Sojourn.State = "away";
            keeping.Keep(one.Sojourn, one.Case, kept[one.Sojourn.Id], today);
        }
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return sojourns.Count;
    }
}
