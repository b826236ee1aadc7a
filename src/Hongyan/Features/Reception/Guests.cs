using Hongyan.Data;
using Hongyan.Features.Outside;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Dues;
using Hongyan.Rules.Sojourns;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Reception;

/// <summary>The result of receiving a guest: his stay, or the member he already is.</summary>
/// <param name="Stay">Nothing for a member of an organisation of the reader's own, who is not received as a guest.</param>
/// <param name="IsNumberLeft">His ID number is not kept: too many were typed within a day.</param>
internal sealed record GuestReceived(Guid Member, string Name, Sojourn? Stay, bool IsNew, bool IsOtherName = false, bool IsNumberLeft = false);

/// <summary>
/// Receives people who are registered outside. Within the receiver's own scope one person is never two; of anybody beyond it nothing is asked
/// before the commit, so that nobody learns at the reception who is a member.
/// </summary>
public sealed class Guests(
    HongyanDb db, OutsideDirectory directory, Secrets secrets, Recording recording, GuestMoving moving, Superiors superiors, Audit audit, Actor actor,
    TimeProvider clock)
{
    private const string Registered = "guest-received";

    /// <param name="announced">His stay, when he was announced: then he is that person.</param>
    internal async Task<(GuestReceived? Done, Refusal? Refusal)> ReceiveAsync(GuestSaid said, Sojourn? announced, CancellationToken cancellation)
    {
        await db.Database.HoldAsync(AdvisoryLock.GuestArrivals, actor.OrgPath ?? "", cancellation); // two who type the same person at once
        var entry = said.Home is null ? null : await directory.OnlyAsync(said.Home, cancellation);
        var known = announced is null ? await SameAsync(said, entry, cancellation)
            : await db.Members.SingleAsync(m => m.Id == announced.MemberId, cancellation);
        if (known is not null)
            return await AgainAsync(known, said, entry, cancellation);
        var member = NewMember(said);
        db.Members.Add(member);
        var stay = await OpenAsync(member, said, entry, cancellation);
        var isKept = await KeepNumberAsync(member.Id, said, cancellation);
        return (new GuestReceived(member.Id, member.Name, stay, IsNew: true, IsNumberLeft: !isKept), null);
    }

    /// <summary>The person in the reader's sight that this must be: by his number; by name and telephone; by name, birth date and home.</summary>
    private async Task<Member?> SameAsync(GuestSaid said, Guid? entry, CancellationToken cancellation)
    {
        if (said.Number is { } number)
        {
            var ids = await GuestKeeping.OwnersAsync(db, secrets.Hash(number.Digits), cancellation);
            if (await db.Members.Where(m => ids.Contains(m.Id)).OrderBy(m => m.Id).FirstOrDefaultAsync(cancellation) is { } owner)
                return owner;
        }
        var alike = await db.Members.Where(m => m.Name == said.Name && m.LeftOn == null).OrderBy(m => m.Id).ToListAsync(cancellation);
        alike.RemoveAll(one => said.Number is not null && one.IdNumber is { } other && secrets.Decrypt(other) != said.Number.Digits);
        if (said.Phone is { } phone && alike.Find(one => one.Phone == phone) is { } same)
            return same;
        if (said is not { Born: { } born, Home: { } home })
            return null;
        var ofHome = await db.Sojourns.Where(s => s.HomePath == null && ((entry != null && s.HomeOutside == entry) || s.HomeWords == home))
            .Select(s => s.MemberId).ToListAsync(cancellation);
        return alike.Find(one => one.Born == born && one.HomePath is null && ofHome.Contains(one.Id));
    }

    /// <summary>Somebody known: his open stay here goes on, a refused one is taken up again, and after an earlier one a new one begins.</summary>
    private async Task<(GuestReceived?, Refusal?)> AgainAsync(Member known, GuestSaid said, Guid? entry, CancellationToken cancellation)
    {
        if (said.Number is not null && known.IdNumber is { } kept && secrets.Decrypt(kept) == said.Number.Digits && known.Name != said.Name)
            return (new GuestReceived(known.Id, known.Name, Stay: null, IsNew: false, IsOtherName: true), null);
        if (known.HomePath is not null)
            return (new GuestReceived(known.Id, known.Name, Stay: null, IsNew: false), null);
        var host = said.Arrived.Organization!;
        var open = await OpenAtAsync(known.Id, host, cancellation);
        if (open is null && (await moving.EndElsewhereAsync(known.Id, host, said.Arrived.On, ChinaDate.Today(clock), cancellation)).Refusal is { } cannot)
            return (null, cannot);
        if ((said.Phone is not null && said.Phone != known.Phone) || (said.Number is not null && known.IdNumber is null))
            audit.Note("guest-details", known.Id.ToString(), member: known.Id);
        known.Phone = said.Phone ?? known.Phone;
        known.Address = said.Address ?? known.Address;
        if (said.Status is not GuestSaid.NoStatus)
            known.Status = said.Status;
        Sojourn? stay;
        var isReceived = open is null;
        if (open is null)
        {
            stay = await OpenAsync(known, said, entry, cancellation);
            await moving.ShutAsync(known.Id, stay.Id, cancellation);
        }
        else
        {
            stay = await recording.HoldAsync(known.Id, open.Value, cancellation);
            isReceived = stay is { State: "refused" or "away" or "reported" or "announced" } || !IsInLine(stay?.HostPath, host);
            if (isReceived
                && (await recording.WriteAsync(stay!, [.. await ArrivalAsync(stay!, said, cancellation)], cancellation)).Refusal is { } refusal)
                return (null, refusal);
            await recording.SaveAsync(cancellation);
        }
        var isKept = known.IdNumber is not null || await KeepNumberAsync(known.Id, said, cancellation);
        return (new GuestReceived(known.Id, known.Name, stay, IsNew: isReceived, IsNumberLeft: !isKept), null);
    }

    /// <summary>
    /// His open stay at an organisation in line with the receiver, or at another branch of its committee: within a committee a guest keeps his
    /// stay, and only the branch changes.
    /// </summary>
    private async Task<Guid?> OpenAtAsync(Guid member, string host, CancellationToken cancellation)
    {
        var stays = await db.Sojourns.Where(s => s.MemberId == member && s.HomePath == null && s.EndedOn == null).OrderByDescending(s => s.DepartedOn)
            .ThenBy(s => s.Id).Select(s => new { s.Id, s.HostPath }).ToListAsync(cancellation);
        if (stays.Find(one => IsInLine(one.HostPath, host)) is { } same)
            return same.Id;
        await superiors.KnowAsync([host, .. stays.Select(one => one.HostPath)], cancellation);
        return stays.Find(one => superiors.CommitteeOf(one.HostPath) == superiors.CommitteeOf(host))?.Id;
    }

    private static bool IsInLine(string? one, string? other) => Writers.Within(one, other) || Writers.Within(other, one);

    /// <summary>Who was announced left home on the day that was announced, unless he came before it.</summary>
    private async Task<IEnumerable<Entry>> ArrivalAsync(Sojourn stay, GuestSaid said, CancellationToken cancellation)
    {
        var arrived = Entry.New(said.Arrived);
        if (stay.State != SojournState.Announced)
            return [arrived];
        stay.Employer ??= said.Employer;
        return (await recording.EventsAsync(stay, cancellation)).OfType<Announced>().FirstOrDefault() is { Departs: { } departs } && departs < said.Arrived.On
            ? [arrived, Entry.New(new DepartureLearned { On = said.Arrived.On, Departs = departs, ToldBy = "roster" })]
            : [arrived];
    }

    private async Task<Sojourn> OpenAsync(Member member, GuestSaid said, Guid? entry, CancellationToken cancellation)
    {
        var facts = new SojournFacts
        {
            HostPath = said.Arrived.Organization,
            HomeOutside = entry,
            HomeWords = entry is null ? said.Home : null,
            Employer = said.Employer,
            CertificateNumber = said.Arrived.Shown == ReportedIn.Certificate ? said.Arrived.Number : null,
        };
        var stay = await recording.OpenAsync(member, said.Arrived, facts, cancellation);
        audit.Note(Registered, stay.Id.ToString(), member: member.Id);
        await recording.SaveAsync(cancellation);
        return stay;
    }

    /// <summary>
    /// Whether anybody beyond the receiver's scope has the number is not asked here: <c>guests_known_here</c> says it after the commit, to the committee.
    /// So each one counts as a try; one too many is left out, and the guest is received without it.
    /// </summary>
    private async Task<bool> KeepNumberAsync(Guid member, GuestSaid said, CancellationToken cancellation)
    {
        if (said.Number is not { } number)
            return true;
        if (await GuestKeeping.IsOneTooManyAsync(db, secrets, actor, clock, number, cancellation))
            return false;
        await GuestKeeping.KeepAsync(db, secrets, await db.Members.SingleAsync(m => m.Id == member, cancellation), number, cancellation);
        await db.SaveChangesAsync(cancellation);
        return true;
    }

    private static Member NewMember(GuestSaid said) => new()
    {
        Id = Guid.CreateVersion7(),
        HomePath = null,
        Name = said.Name,
        Sex = said.Sex ?? "unknown",
        Born = said.Born,
        Status = said.Status,
        Category = DuesRates.Unsaid,
        Phone = said.Phone,
        Address = said.Address,
        DetailsOn = said.Arrived.On,
    };
}
