using Hongyan.Certificates;
using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Profiles;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Papers;

/// <summary>What papers are made with: the database, the reader, the day and the words.</summary>
internal sealed class DocumentContext(
    HongyanDb db, Secrets secrets, Policies policies, Superiors superiors, CertificateLink link, Actor actor, TimeProvider clock)
{
    public HongyanDb Db => db;

    /// <summary>Where papers about cases read them.</summary>
    public CaseKeeping? Cases { get; init; }

    public DateOnly Today { get; } = ChinaDate.Today(clock);

    /// <summary>Files that are read back are always Chinese.</summary>
    public Words Words { get; init; } = new(TextBook.Language);

    /// <summary>The profile that holds at an organisation.</summary>
    public Task<Profile> PolicyAtAsync(string? path, CancellationToken cancellation) => policies.AtAsync(path, cancellation);

    /// <summary>The committee that answers for a branch and keeps its seal.</summary>
    public async Task<Organization?> CommitteeOfAsync(string? path, CancellationToken cancellation)
    {
        await superiors.KnowAsync([path], cancellation);
        var committee = superiors.CommitteeOf(path);
        return await db.Organizations.AsNoTracking().FirstOrDefaultAsync(one => one.Path == committee, cancellation);
    }

    /// <summary>The committee or department above an organisation; nothing above the highest.</summary>
    public async Task<Organization?> AboveAsync(string? path, CancellationToken cancellation)
    {
        var above = path is null ? null : await superiors.AboveAsync(path, cancellation);
        return above is null ? null : await db.Organizations.AsNoTracking().FirstOrDefaultAsync(one => one.Path == above, cancellation);
    }

    /// <summary>By when somebody who reported in has to be placed, as his duty says.</summary>
    public async Task<DateOnly> PlacedByAsync(Sojourn stay, DateOnly arrived, CancellationToken cancellation) =>
        await db.Duties.Where(duty => duty.OwnerId == stay.MemberId && duty.CaseId == stay.Id && duty.Kind == "verify-and-place")
            .MaxAsync(duty => (DateOnly?)duty.DueOn, cancellation) ?? arrived;

    /// <summary>What the code of a certificate says to a camera.</summary>
    public string? CodeOf(string? code, string? number) => link.TextOf(code, number);

    /// <summary>The ID number in full, for home alone; its last four digits otherwise.</summary>
    public string NumberOf(Member member, bool inFull) =>
        inFull && IsHomeOf(member) && member.IdNumber is { } cipher ? secrets.Decrypt(cipher)
        : member.IdTail is { } tail && IsHomeOf(member) ? Words["id.tail", tail]
        : "";

    /// <summary>For files that are read back: the whole number or nothing.</summary>
    public string? WholeNumberOf(Member member) => IsHomeOf(member) && member.IdNumber is { } cipher ? secrets.Decrypt(cipher) : null;

    public bool IsHomeOf(Member member) => Writers.Within(member.HomePath, actor.OrgPath);

    /// <summary>Stays that were open on a day, of the members registered at or below an organisation.</summary>
    public IQueryable<Sojourn> AwayOn(DateOnly day, Organization home)
    {
        var (lo, hi) = Below(home);
        return from stay in OpenOn(day)
               where stay.HomePath!.CompareTo(lo) >= 0 && stay.HomePath.CompareTo(hi) < 0
               join member in db.Members on stay.MemberId equals member.Id
               orderby stay.HomePath, member.Name, stay.DepartedOn
               select stay;
    }

    /// <summary>Stays that were open on a day, placed or asking to be, at or below an organisation.</summary>
    public IQueryable<Sojourn> HereOn(DateOnly day, Organization host)
    {
        var (lo, hi) = Below(host);
        return from stay in OpenOn(day)
               where stay.HostPath!.CompareTo(lo) >= 0 && stay.HostPath.CompareTo(hi) < 0
               join member in db.Members on stay.MemberId equals member.Id
               orderby stay.HostPath, member.Name, stay.DepartedOn
               select stay;
    }

    /// <summary>Stays of either side that touch the days from first to last.</summary>
    public IQueryable<Sojourn> Between(DateOnly first, DateOnly last, Organization side)
    {
        var (lo, hi) = Below(side);
        return from stay in db.Sojourns.AsNoTracking()
               where stay.State != "cancelled" && stay.DepartedOn <= last && (stay.EndedOn == null || stay.EndedOn >= first)
               where (stay.HomePath!.CompareTo(lo) >= 0 && stay.HomePath.CompareTo(hi) < 0)
                   || (stay.HostPath!.CompareTo(lo) >= 0 && stay.HostPath.CompareTo(hi) < 0)
               join member in db.Members on stay.MemberId equals member.Id
               orderby stay.HomePath, member.Name, stay.DepartedOn
               select stay;
    }

    public static (string Lo, string Hi) Below(Organization organization) => (organization.Path, organization.Path + "/"); // '/' follows '.'

    private IQueryable<Sojourn> OpenOn(DateOnly day) =>
        db.Sojourns.AsNoTracking().Where(stay => stay.State != "cancelled" && stay.DepartedOn <= day && (stay.EndedOn == null || stay.EndedOn > day));
}
