using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Records;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Members;

/// <summary>What the page of a member is told from, read in one round trip.</summary>
internal sealed class MemberCase
{
    public required Member Member { get; init; }

    /// <summary>Nothing of a guest, whose home his stays tell.</summary>
    public required HomeParty? Home { get; init; }

    public required IReadOnlyList<WrittenRow> Records { get; init; }

    /// <summary>Letters that the other side has read.</summary>
    public required IReadOnlySet<Guid> Letters { get; init; }

    /// <summary>Those that go on come first, then the newest.</summary>
    public required IReadOnlyList<HostedStay> Stays { get; init; }

    public required IReadOnlyList<KeptCertificate> Certificates { get; init; }

    public required IReadOnlyList<KeptDuty> Duties { get; init; }

    /// <summary>Nothing when the member is out of sight.</summary>
    public static async Task<MemberCase?> ReadAsync(HongyanDb db, DutyKeeping keeping, Guid id, CancellationToken cancellation)
    {
        Member? member = null;
        HomeParty? home = null;
        HashSet<Guid> letters = [];
        (List<WrittenRow> records, List<HostedStay> stays, List<KeptCertificate> certificates, List<KeptDuty> duties) = ([], [], [], []);
        var batch = new QueryBatch(db)
            .Add(db.Members.AsNoTracking().Where(m => m.Id == id), rows => member = rows.FirstOrDefault())
            .Add(db.Members.Where(m => m.Id == id).Join(db.Organizations, m => m.HomePath, o => o.Path, (_, o) => new HomeParty(o.Name, o.Path, o.Phone)),
                rows => home = rows.FirstOrDefault())
            .Add(RecordsOf(db, id), rows => records = rows)
            .Add(Corrections.ReadLetters(db, [id]), rows => letters = [.. rows])
            .Add(StaysOf(db, id), rows => stays = rows)
            .Add(db.Certificates.AsNoTracking().Where(c => c.MemberId == id).OrderBy(c => c.SealedOn ?? c.IssuedOn), rows => certificates = rows)
            .Add(db.Duties.AsNoTracking().Where(d => d.OwnerId == id).OrderBy(d => d.DueOn).ThenBy(d => d.Kind), rows => duties = rows);
        keeping.AskWith(batch, id, () => stays.Select(stay => stay.Sojourn));
        await batch.SendAsync(cancellation);
        return member is null ? null : new MemberCase
        {
            Member = member,
            Home = home,
            Records = records,
            Letters = letters,
            Stays = stays,
            Certificates = certificates,
            Duties = duties,
        };
    }

    private static IQueryable<WrittenRow> RecordsOf(HongyanDb db, Guid member) =>
        from record in db.Records.AsNoTracking()
        where record.OwnerId == member
        join one in db.Accounts on record.AccountId equals one.Id into accounts
        from account in accounts.DefaultIfEmpty()
        join org in db.Organizations on record.OrgPath equals org.Path into organizations
        from organization in organizations.DefaultIfEmpty()
        select new WrittenRow(record, (string?)account.DisplayName, (Guid?)account.MemberId, (string?)organization.Name);

    private static IQueryable<HostedStay> StaysOf(HongyanDb db, Guid member) => db.Sojourns.AsNoTracking().Where(s => s.MemberId == member)
        .OrderByDescending(s => s.EndedOn == null).ThenByDescending(s => s.DepartedOn)
        .Select(s => new HostedStay(s, db.Organizations.Where(o => o.Path == s.HostPath).Select(o => o.Name).FirstOrDefault()
            ?? db.OutsideOrganizations.Where(e => s.HostPath == null && db.OutsideOrganizations
                .Any(one => one.Id == s.HostOutside && HongyanDb.OutsideRoot(one.Id) == e.Id)).Select(e => e.Name).FirstOrDefault()
            ?? s.HostName));

    /// <param name="WriterMember">The member whose account wrote it.</param>
    internal sealed record WrittenRow(Record Record, string? Writer, Guid? WriterMember, string? Organization);

    internal sealed record HostedStay(Sojourn Sojourn, string? Host);
}
