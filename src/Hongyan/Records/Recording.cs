using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Rules.Sojourns;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Records;

/// <summary>
/// The one way to write down what happened in a sojourn: the record is appended, the case moves on, its duties are kept,
/// the act is audited. The caller owns the transaction; nothing is saved by
/// <see cref="AddAsync(Sojourn, IReadOnlyCollection{SojournEvent}, CancellationToken)"/> itself until <see cref="SaveAsync"/>.
/// </summary>
public sealed partial class Recording(
    HongyanDb db, DutyKeeping keeping, RecordFollowers followers, Superiors superiors, Audit audit, Actor actor, TimeProvider clock)
{
    /// <summary>Begins a sojourn with the report of departure, or with the arrival of a member whose departure nobody reported.</summary>
    /// <param name="following">What is known to have happened since, and moves nothing: from when the organisations answer for it.</param>
    public async Task<Sojourn> OpenAsync(
        Member member, SojournEvent opening, SojournFacts facts, CancellationToken cancellation, params IEnumerable<SojournEvent> following)
    {
        var today = ChinaDate.Today(clock);
        var sojourn = New(member, opening, facts, today);
        db.Sojourns.Add(sojourn);
        var confirmed = sojourn.HomePath is { } home ? (await ConfirmedAsync([home], today, cancellation))[home] : [];
        List<SojournEvent> events = [opening, .. following, .. confirmed];
        db.Records.AddRange(events.Select(happened => Row(sojourn, Entry.New(happened), sojourn.HostPath)));
        await followers.BeginAsync(sojourn, cancellation);
        keeping.Keep(sojourn, await keeping.CaseAsync(member, sojourn, events, cancellation), [], today);
        foreach (var happened in events)
            audit.Note(EventJson.TypeOf(happened), sojourn.Id.ToString(), member: sojourn.MemberId);
        return sojourn;
    }

    /// <summary>Appends what happened. A refusal is an answer: the step is not possible from the present state.</summary>
    public Task<Answer> AddAsync(Sojourn sojourn, IReadOnlyCollection<SojournEvent> happened, CancellationToken cancellation) =>
        WriteAsync(sojourn, [.. happened.Select(Entry.New)], cancellation);

    /// <summary>Appends entries whose ids are known beforehand, or that correct earlier records; refuses as AddAsync does.</summary>
    public async Task<Answer> WriteAsync(Sojourn sojourn, IReadOnlyCollection<Entry> entries, CancellationToken cancellation)
    {
        var member = await db.Members.FindAsync([sojourn.MemberId], cancellation)
            ?? throw new InvalidOperationException("The member of the sojourn is out of sight.");
        var today = ChinaDate.Today(clock);
        var corrected = entries.Select(entry => entry.Corrects).OfType<Guid>().ToHashSet();
        var records = await RecordsAsync(sojourn, cancellation);
        List<SojournEvent> before = [.. WrittenRecord.Events(records, corrected)];
        var known = await keeping.CaseAsync(member, sojourn, before, cancellation);
        var written = new List<Entry>();
        foreach (var entry in entries)
        {
            var typed = entry.Happened.Typed ?? (entry.Corrects is { } old ? WrittenRecord.TypedOn(records, old) : today);
            written.Add(entry with { Happened = (await CopiedAsync(sojourn, entry, cancellation)).Completed(known) with { Typed = typed } });
        }
        List<SojournEvent> events = [.. before, .. written.Select(entry => entry.Happened)];
        if (Progress.RefusalAfter(written.Select(entry => entry.Happened), events, known) is { } impossible)
            return impossible;
        if ((CauseRefusal(events, written) ?? SuperiorRefusal(sojourn, written, before) ?? HearingRefusal(known, events, records, corrected)) is { } disorder)
            return disorder;
        var hosts = new List<string?> { sojourn.HostPath };
        await TakeBackAsync(sojourn, corrected, cancellation);
        if ((Move(sojourn, written, events, hosts, corrected.Count > 0, today)
            ?? OfTwoRefusal(sojourn, written, records)
            ?? await followers.FollowAsync(new RecordsWritten(member, sojourn, written, events), cancellation)) is { } refusal)
        {
            var entity = db.Entry(sojourn);
            entity.CurrentValues.SetValues(entity.OriginalValues); // so that others of the same act can still be saved
            return refusal;
        }

        foreach (var (entry, host) in written.Zip(hosts))
        {
            if (entry.Happened is ChangeReported or ReportedIn or Contact { Reached: true } && !(member.DetailsOn > entry.Happened.On))
                member.DetailsOn = entry.Happened.On;
            if (entry.Happened is ChangeReported change)
                NewDetails.Apply(change, member);
            if (entry.Happened is ChangeReported { What: "place" })
                sojourn.DestinationCode = keeping.PlaceCode(sojourn.Destination);
            db.Records.Add(Row(sojourn, entry, FormerHosts.OfItsTime(sojourn, entry.Happened, host)));
            audit.Note(EventJson.TypeOf(entry.Happened), sojourn.Id.ToString(),
                entry.Corrects is { } old ? new { Corrects = old } : null, member: sojourn.MemberId);
        }
        if (written.Exists(entry => entry.Happened is Struck || SojournRecords.Book.Keeps(entry.Happened, Registers.Membership)))
            MembershipStatus.Settle(member, sojourn, await EventsAsync(sojourn, cancellation), events);
        await FormerHosts.RememberAsync(db, member, sojourn, hosts, today, cancellation);
        var kept = held.Remove(sojourn.Id, out var read)
            ? read.Duties
            : await db.Duties.Where(d => d.OwnerId == sojourn.MemberId && d.CaseId == sojourn.Id).ToListAsync(cancellation);
        keeping.Keep(sojourn, await keeping.CaseAsync(member, sojourn, events, cancellation), kept, today);
        return default;
    }

    public Task SaveAsync(CancellationToken cancellation) => db.SaveChangesAsync(cancellation);

    /// <summary>
    /// Moves the case on by the entries; after a correction it is told again from its beginning. <paramref name="hosts"/> begins with
    /// the host before the first entry and gets the one after each.
    /// </summary>
    private static Refusal? Move(Sojourn sojourn, List<Entry> entries, List<SojournEvent> events, List<string?> hosts, bool again, DateOnly today)
    {
        foreach (var entry in entries)
        {
            if (!again)
            {
                if (Progress.Refusal(sojourn, entry.Happened) is { } refusal)
                    return refusal;
                Progress.Apply(sojourn, entry.Happened);
            }
            hosts.Add(sojourn.HostPath);
        }
        return again ? Progress.Retell(sojourn, events, today) : null;
    }

    /// <summary>No refusal without a copy to the superior; a branch that refuses hands the case back to its committee, which alone refuses guests.</summary>
    private async Task<SojournEvent> CopiedAsync(Sojourn sojourn, Entry entry, CancellationToken cancellation)
    {
        var happened = entry.Happened;
        if (happened is HostChanged { WasOutside: null } changed && entry.Corrects is null)
        {
            return changed with
            {
                WasOutside = sojourn.HostPath is null && sojourn.HostName is not null, WasHost = sojourn.HostName, WasEntry = sojourn.HostOutside,
            };
        }
        if (happened is RefusalLifted { Organization: null } lifted)
            return lifted with { Organization = sojourn.HostPath };
        if (happened is not Refused { CopiedTo: null } refused || sojourn.HostPath is not { } host)
            return happened;
        var superior = await superiors.AboveAsync(host, cancellation);
        var isBranch = superior is not null && superior == await superiors.CommitteeOfAsync(host, cancellation);
        var ofCommittee = isBranch && sojourn.HomeIsOutside;
        var (by, copiedTo) = ofCommittee ? (superior, await superiors.AboveAsync(superior!, cancellation)) : (host, superior);
        if (copiedTo is not null && (ofCommittee || !isBranch) && copiedTo == (entry.First?.OrgPath ?? actor.OrgPath))
            copiedTo = await superiors.AboveAsync(copiedTo, cancellation); // nobody is sent a copy of what he decided
        return refused with { Organization = by, CopiedTo = copiedTo, BackTo = isBranch ? superior : null };
    }

    private static Sojourn New(Member member, SojournEvent opening, SojournFacts facts, DateOnly today)
    {
        var departure = opening as DepartureReported;
        var departs = departure?.Departs ?? opening.On;
        var sojourn = new Sojourn
        {
            MemberId = member.Id,
            Id = facts.Id ?? Guid.CreateVersion7(),
            HomePath = member.HomePath,
            HomeOutside = facts.HomeOutside,
            HomeWords = facts.HomeWords,
            HostPath = facts.HostPath,
            HostName = facts.HostName,
            HostOutside = facts.HostOutside,
            State = departs > today ? "reported" : "away",
            DepartedOn = departs,
            Reason = departure?.Reason,
            Destination = facts.Destination ?? departure?.Destination,
            DestinationCode = facts.DestinationCode,
            Employer = facts.Employer,
            CertificateNumber = facts.CertificateNumber,
            HomeContact = facts.HomeContact,
        };
        if (departure is null)
            Progress.Apply(sojourn, opening);
        return sojourn;
    }

    private Record Row(Sojourn sojourn, Entry entry, string? host) => new()
    {
        OwnerId = sojourn.MemberId,
        Id = entry.Id,
        CaseId = sojourn.Id,
        CaseKind = KeptDuty.OfSojourn,
        OnDate = entry.Happened.On,
        Type = EventJson.TypeOf(entry.Happened),
        Data = EventJson.Write(entry.Happened with { Typed = null }), // the row has the moment
        OrgPath = entry.First?.OrgPath ?? actor.OrgPath,
        AccountId = entry.First?.Account ?? actor.AccountId,
        SecondId = entry.First is null ? null : actor.AccountId,
        RecordedAt = clock.GetUtcNow(),
        CorrectsId = entry.Corrects,
        HomePath = sojourn.HomePath,
        HostPath = host, // the host of its time: a later one reads it because the stay is now its own
    };
}
