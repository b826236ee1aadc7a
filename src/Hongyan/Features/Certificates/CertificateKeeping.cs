using Hongyan.Certificates;
using Hongyan.Data;
using Hongyan.Records;
using Hongyan.Rules.Certificates;
using Hongyan.Rules.Sojourns;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Certificates;

/// <summary>
/// Keeps the certificates of a sojourn equal to what its records say, in the transaction that writes them: number, days, validity,
/// and the committee's signature over them. There is no other way to change a certificate.
/// </summary>
public sealed class CertificateKeeping(HongyanDb db, Policies policies, Superiors superiors, CommitteeKeys keys) : RecordFollower
{
    private readonly StatusPlaces places = new(db);

    /// <summary>A number a roster names for a new stay; one that another certificate has already is left to be put right by people.</summary>
    public override async Task BeginAsync(Sojourn sojourn, CancellationToken cancellation)
    {
        if (sojourn.HomeIsOutside || sojourn.CertificateNumber is not { Length: > 0 } number
            || !await TakeAsync(number, sojourn.MemberId, sojourn.Id, cancellation))
            return;
        db.Certificates.Add(await FromRosterAsync(sojourn, cancellation));
    }

    /// <summary>Those of many new stays, not tracked: whatever is free of their numbers is taken in one statement.</summary>
    internal override async Task<IReadOnlyDictionary<Guid, Action<NewRows>>> BeginAllAsync(
        IReadOnlyCollection<Sojourn> sojourns, CancellationToken cancellation)
    {
        var named = sojourns.Where(sojourn => !sojourn.HomeIsOutside && sojourn.CertificateNumber is { Length: > 0 })
            .DistinctBy(sojourn => sojourn.CertificateNumber)
            .ToDictionary(sojourn => sojourn.CertificateNumber!);
        var begun = new Dictionary<Guid, Action<NewRows>>();
        if (named.Count == 0)
            return begun;
        var (numbers, members, ids) = (named.Keys.ToArray(), named.Values.Select(sojourn => sojourn.MemberId).ToArray(),
            named.Values.Select(sojourn => sojourn.Id).ToArray());
        var taken = await db.Database.SqlQuery<string>($"""
            insert into certificate_number (number, member_id, certificate_id) select * from unnest({numbers}, {members}, {ids})
              on conflict do nothing returning number as "Value"
            """).ToListAsync(cancellation);
        foreach (var number in taken)
        {
            var row = await FromRosterAsync(named[number], cancellation);
            begun.Add(row.SojournId, rows => rows.Add(row));
        }
        return begun;
    }

    private async Task<KeptCertificate> FromRosterAsync(Sojourn sojourn, CancellationToken cancellation)
    {
        var row = await NewAsync(sojourn, sojourn.Id, cancellation);
        (row.FromRoster, row.Number, row.IssuedOn) = (true, sojourn.CertificateNumber, sojourn.DepartedOn);
        var told = FromRoster(row, sojourn);
        row.ValidUntil = Validity.Until(told, [], await policies.AtAsync(sojourn.HomePath, cancellation));
        return row;
    }

    /// <summary>What the certificates are when these entries are written; a refusal when they cannot be written.</summary>
    public override async Task<Refusal?> FollowAsync(RecordsWritten written, CancellationToken cancellation)
    {
        if (written.Sojourn.HomeIsOutside || !written.Concerns(Registers.Certificates)) // what a guest shows was issued elsewhere
            return null;
        var (sojourn, entries) = (written.Sojourn, written.Entries);
        var rows = await RowsAsync(sojourn, cancellation);
        var book = CertificateBook.Tell(await TellAsync(sojourn, entries, cancellation),
            rows.Find(row => row.Id == sojourn.Id) is { } roster ? FromRoster(roster, sojourn) : null);
        if (book.Refusal is { } refusal)
            return new Refusal("refusal." + refusal.Key, refusal.Clause, refusal.On,
                refusal.Key.Contains("number", StringComparison.Ordinal) ? "number" : null);
        var untold = rows.Select(row => row.Id).Except(book.Certificates.Select(told => told.Id)).ToHashSet();
        foreach (var told in book.Certificates)
        {
            if (told.Number is { } number && !await TakeAsync(number, sojourn.MemberId, told.Id, cancellation, untold))
                return new Refusal("refusal.number-taken", "A-3.1b", Field: "number");
        }
        var home = await policies.AtAsync(sojourn.HomePath, cancellation);
        var others = await db.Certificates
            .Where(c => c.MemberId == sojourn.MemberId && c.SojournId != sojourn.Id && c.IssuedOn != null)
            .ToListAsync(cancellation);
        var issues = others.ConvertAll(other => other.IssuedOn);
        foreach (var told in book.Certificates)
        {
            var row = rows.Find(row => row.Id == told.Id) ?? db.Certificates.Add(await NewAsync(sojourn, told.Id, cancellation)).Entity;
            var before = StatusPlaces.ValueOf(row);
            Set(row, told, Validity.Until(told, book.AuditedYears, home));
            row.ReplacedOn ??= issues.Where(issued => issued > row.IssuedOn).Min();
            if (told.SealNamesNumber && !told.IsOver)
                await SignAsync(row, cancellation);
            if (StatusPlaces.ValueOf(row) is var now && now != before)
                await places.SetAsync(row.Id, now, cancellation);
            rows.Remove(row);
        }
        foreach (var row in rows)
            await places.SetAsync(row.Id, StatusList.Withdrawn, cancellation);
        db.Certificates.RemoveRange(rows); // what the records no longer tell was never there; its number and its place stay taken
        if (book.Certificates.Count > 0)
            sojourn.CertificateNumber = book.Certificates[^1] is { IssuedOn: not null, LostOn: null } present ? present.Number : null;
        await ReplaceEarlierAsync(others, book, cancellation);
        return null;
    }

    private Task<List<KeptCertificate>> RowsAsync(Sojourn sojourn, CancellationToken cancellation) =>
        db.Certificates.Where(c => c.MemberId == sojourn.MemberId && c.SojournId == sojourn.Id).ToListAsync(cancellation);

    /// <summary>The records that hold, with the entries in their places; a correction stands where the corrected record stood.</summary>
    private async Task<IEnumerable<(Guid, SojournEvent)>> TellAsync(Sojourn sojourn, IReadOnlyCollection<Entry> entries, CancellationToken cancellation)
    {
        List<string> types =
            [.. SojournRecords.Book.Types.Where(type => type.Registers.HasFlag(Registers.Certificates)).Select(type => type.Name), Struck.Type.Name];
        var records = await db.Records.AsNoTracking()
            .Where(r => r.OwnerId == sojourn.MemberId && r.CaseId == sojourn.Id && types.Contains(r.Type))
            .OrderBy(r => r.RecordedAt).Select(r => new { r.Id, r.CorrectsId, r.Data }).ToListAsync(cancellation);
        var lines = new OrderedDictionary<Guid, SojournEvent>();
        var rootOf = new Dictionary<Guid, Guid>();
        foreach (var (id, corrects, happened) in records.Select(record => (record.Id, record.CorrectsId, EventJson.Read(record.Data)))
            .Concat(entries.Select(entry => (entry.Id, entry.Corrects, entry.Happened))))
        {
            var root = corrects is { } old ? rootOf.GetValueOrDefault(old, old) : id;
            rootOf[id] = root;
            lines[root] = happened;
        }
        return [.. lines.Select(line => (line.Key, line.Value)).OrderBy(line => line.Value.On)
            .ThenBy(line => line.Value is not Returned)]; // nothing is taken back before the return, in whatever order that day was written
    }

    private static void Set(KeptCertificate row, Certificate told, DateOnly? until)
    {
        row.FromRoster = told.FromRoster;
        row.Number = told.Number;
        row.SealedOn = told.SealedOn;
        row.IssuedOn = told.IssuedOn;
        row.ValidUntil = until;
        row.PresentedOn = told.PresentedOn;
        row.LostOn = told.LostOn;
        row.ReplacedOn = told.ReplacedOn;
        row.WithdrawnOn = told.WithdrawnOn;
    }

    private async Task SignAsync(KeptCertificate row, CancellationToken cancellation)
    {
        var name = await db.Members.Where(m => m.Id == row.MemberId).Select(m => m.Name).FirstAsync(cancellation);
        var committee = await db.Organizations.Where(o => o.Path == row.CommitteePath).Select(o => o.Name).FirstAsync(cancellation);
        var facts = new CertificateFacts(null, row.Number!, name, committee, row.CommitteePath, row.SealedOn!.Value, row.ValidUntil!.Value);
        if (row.Code is not null && CertificateCode.Read(row.Code)?.Facts is { } signed && signed with { Id = null } == facts)
            return; // a code of the first form stays until something in it changes
        (row.Code, row.KeyId) = await keys.SignAsync(facts, await places.TakeAsync(row.Id, cancellation), cancellation);
    }

    /// <summary>Who is given a certificate for a new stay holds the old one no longer, whether or not it came back.</summary>
    private async Task ReplaceEarlierAsync(IEnumerable<KeptCertificate> others, CertificateBook book, CancellationToken cancellation)
    {
        if (book.Certificates.Select(told => told.IssuedOn).Min() is not { } issued)
            return;
        foreach (var earlier in others.Where(other => other.IssuedOn < issued && !(other.ReplacedOn <= issued)))
        {
            var before = StatusPlaces.ValueOf(earlier);
            earlier.ReplacedOn = issued;
            if (StatusPlaces.ValueOf(earlier) is var now && now != before)
                await places.SetAsync(earlier.Id, now, cancellation);
        }
    }

    private static Certificate FromRoster(KeptCertificate row, Sojourn sojourn) =>
        new(sojourn.Id) { Number = row.Number, IssuedOn = sojourn.DepartedOn, FromRoster = true };

    private async Task<KeptCertificate> NewAsync(Sojourn sojourn, Guid id, CancellationToken cancellation) => new()
    {
        MemberId = sojourn.MemberId,
        Id = id,
        SojournId = sojourn.Id,
        CommitteePath = (await superiors.CommitteeOfAsync(sojourn.HomePath, cancellation))!,
        HomePath = sojourn.HomePath!, // none is kept of a guest
    };

    /// <summary>False when another certificate has the number. Whoever asks at the same moment waits for the first.</summary>
    /// <param name="untold">Certificates of the stay that its records no longer tell: like those struck before, they leave their numbers to the member.</param>
    private async Task<bool> TakeAsync(string number, Guid member, Guid certificate, CancellationToken cancellation, IReadOnlySet<Guid>? untold = null)
    {
        if (await db.CertificateNumbers.FromSql($"select * from known_certificate({number})").AsNoTracking().FirstOrDefaultAsync(cancellation) is { } taken)
        {
            if (taken.CertificateId == certificate)
                return taken.MemberId == member;
            if (taken.MemberId == member && (untold?.Contains(taken.CertificateId) == true
                || !await db.Certificates.AnyAsync(c => c.MemberId == member && c.Id == taken.CertificateId, cancellation)))
            {
                await db.Database.ExecuteSqlAsync($"select move_certificate_number({number}, {member}, {certificate})", cancellation);
                return true;
            }
            return false;
        }
        return await db.Database.ExecuteSqlAsync(
            $"insert into certificate_number (number, member_id, certificate_id) values ({number}, {member}, {certificate}) on conflict do nothing",
            cancellation) == 1;
    }
}
