using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Rules.Sojourns;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Records;

/// <summary>
/// The one way to write down what happened in a sojourn: the record is appended, the case moves on, its duties are kept,
/// the act is audited. The caller owns the transaction; nothing is saved by <see cref="AddAsync(Sojourn, IReadOnlyCollection{SojournEvent}, CancellationToken)"/>
/// itself until <see cref="SaveAsync"/>.
/// </summary>
public sealed class Recording(HongyanDb db, DutyKeeping keeping, Audit audit, Actor actor, TimeProvider clock)
{
    /// <summary>Begins a sojourn with the report of departure.</summary>
    public async Task<Sojourn> OpenAsync(Member member, DepartureReported departure, SojournFacts facts, CancellationToken cancellation)
    {
        var today = ChinaDate.Today(clock);
        var sojourn = new Sojourn
        {
            MemberId = member.Id,
            Id = facts.Id ?? Guid.CreateVersion7(),
            HomePath = member.HomePath,
            HostPath = facts.HostPath,
            HostName = facts.HostName,
            State = departure.Departs > today ? "reported" : "away",
            DepartedOn = departure.Departs,
            Reason = departure.Reason,
            Destination = facts.Destination ?? departure.Destination,
            DestinationCode = facts.DestinationCode,
            Employer = facts.Employer,
            CertificateNumber = facts.CertificateNumber,
            HomeContact = facts.HomeContact,
        };
        db.Sojourns.Add(sojourn);
        db.Records.Add(Row(sojourn, Entry.New(departure)));
        keeping.Keep(sojourn, await keeping.CaseAsync(member, sojourn, [departure], cancellation), [], today);
        audit.Note("departure-reported", sojourn.Id.ToString());
        return sojourn;
    }

    /// <summary>
    /// The sojourn, held until the transaction ends: who writes next sees what was written before, and duties are kept by one at a time.
    /// </summary>
    public Task<Sojourn?> HoldAsync(Guid memberId, Guid sojournId, CancellationToken cancellation) => db.Sojourns
        .FromSql($"select * from sojourn where member_id = {memberId} and id = {sojournId} for update")
        .SingleOrDefaultAsync(cancellation);

    /// <summary>Appends what happened. A refusal is an answer: the step is not possible from the present state.</summary>
    public Task<bool> AddAsync(Sojourn sojourn, IReadOnlyCollection<SojournEvent> happened, CancellationToken cancellation) =>
        WriteAsync(sojourn, [.. happened.Select(Entry.New)], cancellation);

    /// <summary>Appends entries whose ids are known beforehand, or that correct earlier records; refuses as AddAsync does.</summary>
    public async Task<bool> WriteAsync(Sojourn sojourn, IReadOnlyCollection<Entry> entries, CancellationToken cancellation)
    {
        var member = await db.Members.FindAsync([sojourn.MemberId], cancellation)
            ?? throw new InvalidOperationException("The member of the sojourn is out of sight.");
        var today = ChinaDate.Today(clock);
        var corrected = entries.Select(entry => entry.Corrects).OfType<Guid>().ToHashSet();
        List<SojournEvent> events = [.. await EventsAsync(sojourn, corrected, cancellation), .. entries.Select(entry => entry.Happened)];
        var host = sojourn.HostPath;
        if (!Moves(sojourn, entries, events, corrected.Count > 0, today))
            return false;

        foreach (var entry in entries)
        {
            if (entry.Happened is ChangeReported or ReportedIn or Contact { Reached: true } && !(member.DetailsOn > entry.Happened.On))
                member.DetailsOn = entry.Happened.On;
            db.Records.Add(Row(sojourn, entry));
            audit.Note(EventJson.TypeOf(entry.Happened), sojourn.Id.ToString(), entry.Corrects is { } old ? new { Corrects = old } : null);
        }
        if (sojourn.HostPath != host)
            await ShowToHostAsync(sojourn, cancellation);
        var kept = await db.Duties.Where(d => d.MemberId == sojourn.MemberId && d.SojournId == sojourn.Id).ToListAsync(cancellation);
        keeping.Keep(sojourn, await keeping.CaseAsync(member, sojourn, events, cancellation), kept, today);
        return true;
    }

    public Task SaveAsync(CancellationToken cancellation) => db.SaveChangesAsync(cancellation);

    /// <summary>The events of a sojourn that hold: without those a later record corrects.</summary>
    public Task<IReadOnlyList<SojournEvent>> EventsAsync(Sojourn sojourn, CancellationToken cancellation) =>
        EventsAsync(sojourn, [], cancellation);

    private async Task<IReadOnlyList<SojournEvent>> EventsAsync(Sojourn sojourn, HashSet<Guid> without, CancellationToken cancellation)
    {
        var records = await db.Records.AsNoTracking()
            .Where(r => r.MemberId == sojourn.MemberId && r.SojournId == sojourn.Id)
            .Select(r => new { r.Id, r.CorrectsId, r.Data })
            .ToListAsync(cancellation);
        var corrected = records.Select(record => record.CorrectsId).OfType<Guid>().Concat(without).ToHashSet();
        return [.. records.Where(record => !corrected.Contains(record.Id)).Select(record => EventJson.Read(record.Data))];
    }

    /// <summary>Moves the case on by the entries; after a correction it is told again from its beginning.</summary>
    private static bool Moves(Sojourn sojourn, IEnumerable<Entry> entries, List<SojournEvent> events, bool again, DateOnly today)
    {
        if (again)
            return Progress.Retell(sojourn, events, today);
        foreach (var entry in entries)
        {
            if (!Progress.Allows(sojourn.State, entry.Happened))
                return false;
            Progress.Apply(sojourn, entry.Happened);
        }
        return true;
    }

    /// <summary>One case, shared by two sides: a new host reads what was written before it came in.</summary>
    private Task<int> ShowToHostAsync(Sojourn sojourn, CancellationToken cancellation) => db.Records
        .Where(r => r.MemberId == sojourn.MemberId && r.SojournId == sojourn.Id)
        .ExecuteUpdateAsync(set => set.SetProperty(r => r.HostPath, sojourn.HostPath), cancellation);

    private Record Row(Sojourn sojourn, Entry entry) => new()
    {
        MemberId = sojourn.MemberId,
        Id = entry.Id,
        SojournId = sojourn.Id,
        OnDate = entry.Happened.On,
        Type = EventJson.TypeOf(entry.Happened),
        Data = EventJson.Write(entry.Happened),
        OrgPath = actor.OrgPath,
        AccountId = actor.AccountId,
        RecordedAt = clock.GetUtcNow(),
        CorrectsId = entry.Corrects,
        HomePath = sojourn.HomePath,
        HostPath = sojourn.HostPath,
    };
}
