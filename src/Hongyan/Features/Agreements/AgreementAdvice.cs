using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Agreements;
using Hongyan.Rules.Profiles;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Agreements;

/// <summary>So many members of one side live at the other, and nothing is agreed between them.</summary>
/// <param name="Kind">agreement or pairing.</param>
/// <param name="About">The other organisation's id, or the code of the place where it is outside.</param>
/// <param name="Partner">Nothing where the other is outside.</param>
internal sealed record Advice(string Kind, string About, string Name, int Members, Guid? Partner);

/// <summary>Says with whom an organisation might agree or pair up. It sends nothing and decides nothing.</summary>
internal sealed class AgreementAdvice(HongyanDb db, Policies policies, PolicyLibrary library, Actor actor, TimeProvider clock)
{
    private static readonly string[] Over = ["ended", "lapsed", "declined", "withdrawn"];

    private DateOnly Today => ChinaDate.Today(clock);

    public async Task<IReadOnlyList<Advice>> OfAsync(Organization own, CancellationToken cancellation)
    {
        if (KindFor(own) is not { } kind)
            return [];
        var least = (await policies.AtAsync(own.Path, cancellation)).Get(Parameters.AgreementAdviceMembers, Today);
        var end = own.Path + "/";
        var places = await db.Organizations.AsNoTracking().ToDictionaryAsync(o => o.Path, cancellation);
        var stays = await db.Sojourns.AsNoTracking()
            .Where(s => s.EndedOn == null && s.State != "cancelled" && s.HomePath!.CompareTo(own.Path) >= 0 && s.HomePath.CompareTo(end) < 0)
            .GroupBy(s => new { s.HostPath, s.DestinationCode })
                .Select(group => new { group.Key.HostPath, group.Key.DestinationCode, Members = group.Select(s => s.MemberId).Distinct().Count() })
            .ToListAsync(cancellation);
        var here = from stay in stays
                   where stay.HostPath is not null
                   let other = Superiors.Line(stay.HostPath!).Select(path => places.GetValueOrDefault(path)).FirstOrDefault(place => place?.Kind == own.Kind)
                   where other is not null && !Writers.Within(other.Path, own.Path) && !Writers.Within(own.Path, other.Path)
                   group stay.Members by other! into all
                   select new Advice(kind, all.Key.Id.ToString(), all.Key.Name, all.Sum(), all.Key.Id);
        var outside = from stay in stays
                      where stay.HostPath is null && stay.DestinationCode is { Length: 6 } && stay.DestinationCode != own.RegionCode
                      group stay.Members by stay.DestinationCode! into all
                      select new Advice(kind, all.Key, Regions.NameOrCode(library.Regions, all.Key), all.Sum(), Partner: null);
        var known = await KnownAsync(own, kind, cancellation);
        return [.. here.Concat(outside).Where(advice => advice.Members >= least && !known.Contains(advice.About))
            .OrderByDescending(advice => advice.Members).ThenBy(advice => advice.Name, StringComparer.Ordinal)];
    }

    /// <summary>Not to be advised again for a year. False when nothing of the kind is advised.</summary>
    public async Task<bool> SetAsideAsync(Organization own, string about, string reason, CancellationToken cancellation)
    {
        if ((await OfAsync(own, cancellation)).FirstOrDefault(advice => advice.About == about) is not { } advice)
            return false;
        List<string> line = [.. Superiors.Line(own.Path)];
        var above = await db.Organizations.Where(o => line.Contains(o.Path)).OrderBy(o => o.Path).Select(o => o.Id).ToListAsync(cancellation);
        db.AdviceAside.Add(new AdviceAside
        {
            OwnerId = own.Id,
            Id = Guid.CreateVersion7(),
            Kind = advice.Kind,
            About = about,
            Reason = reason,
            Until = Today.AddYears(1),
            AccountId = actor.AccountId,
            RecordedAt = clock.GetUtcNow(),
            PartyAbove = [.. above.Select(id => id.ToString())],
        });
        return true;
    }

    /// <summary>Those with whom something is agreed or on its way, and those set aside.</summary>
    private async Task<HashSet<string>> KnownAsync(Organization own, string kind, CancellationToken cancellation)
    {
        var ours = await (from mine in db.CaseParties
                          where mine.OrgId == own.Id
                          join one in db.Cases on new { mine.OwnerId, Id = mine.CaseId } equals new { one.OwnerId, one.Id }
                          where one.Kind == kind && !Over.Contains(one.State)
                          join other in db.CaseParties on new { one.OwnerId, CaseId = one.Id } equals new { other.OwnerId, other.CaseId }
                          where other.OrgId != null && other.OrgId != own.Id
                          select other.OrgId).ToListAsync(cancellation);
        var aside = await db.AdviceAside.Where(a => a.OwnerId == own.Id && a.Kind == kind && a.Until > Today).Select(a => a.About).ToListAsync(cancellation);
        return [.. ours.Select(id => id!.Value.ToString()), .. aside];
    }

    private static string? KindFor(Organization own) =>
        Agreement.Kind.BegunBy.Contains(own.Kind) ? Agreement.Name : Pairing.Kind.BegunBy.Contains(own.Kind) ? Pairing.Name : null;
}
