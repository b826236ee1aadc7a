using Hongyan.Data;
using Hongyan.Records;
using Hongyan.Rules.Agreements;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Agreements;

/// <summary>Finds the stays that agreements cover, as far as the reader sees them.</summary>
internal sealed class CoveredStays(HongyanDb db)
{
    /// <summary>How many members away each agreement covers on the day of its story, and how many of them are placed: however many, two statements.</summary>
    public async Task<IReadOnlyDictionary<Guid, FrozenFigures>> CountAsync(IReadOnlyList<ReadAgreement> all, CancellationToken cancellation) =>
        (await FindAsync(all, cancellation)).ToDictionary(one => one.Key,
            one => new FrozenFigures(one.Value.Count, one.Value.Count(member => member.Value)));

    /// <summary>How many members away are covered by any of them.</summary>
    public async Task<int> CountMembersAsync(IReadOnlyList<ReadAgreement> all, CancellationToken cancellation) =>
        (await FindAsync(all, cancellation)).Values.SelectMany(members => members.Keys).Distinct().Count();

    /// <summary>By agreement the members whom it covers, each with whether he is placed at a host.</summary>
    private async Task<Dictionary<Guid, Dictionary<Guid, bool>>> FindAsync(IReadOnlyList<ReadAgreement> all, CancellationToken cancellation)
    {
        var held = all.Select(one => (One: one, AgreementTexts.Of(one.Story).InForceOn(one.Story.AsOf)?.Text)).Where(one => one.Text is not null).ToList();
        string[] tops = [.. held.SelectMany(one => one.One.Parties).Select(party => party.Path).OfType<string>().Distinct()];
        if (tops.Length == 0)
            return [];
        var regions = await db.Organizations.AsNoTracking().Where(o => tops.Contains(o.Path)).ToDictionaryAsync(o => o.Path, o => o.RegionCode, cancellation);
        string[] below = [.. tops, .. tops.Select(top => top + ".%")];
        var stays = await (from stay in db.Sojourns.FromSql($"""
                               select * from sojourn where ended_on is null and state <> 'cancelled' and home_path like any ({below})
                               """).AsNoTracking()
                           join member in db.Members on stay.MemberId equals member.Id
                           select new
                           {
                               stay.MemberId,
                               stay.State,
                               Place = new StayPlace(stay.HomePath, stay.HostPath, stay.HostName, stay.DestinationCode, stay.Destination, member.Name),
                           }).ToListAsync(cancellation);
        return held.ToDictionary(one => one.One.Case.Id, one =>
        {
            var reached = Reached(one.One, path => regions.GetValueOrDefault(path));
            return stays.Where(stay => reached.Covers(one.Text!, stay.Place)).GroupBy(stay => stay.MemberId)
                .ToDictionary(member => member.Key, member => member.Any(stay => stay.State == "placed"));
        });
    }

    /// <summary>The same of one agreement.</summary>
    public async Task<FrozenFigures> CountAsync(ReadAgreement one, CancellationToken cancellation) =>
        (await CountAsync([one], cancellation)).GetValueOrDefault(one.Case.Id) ?? new FrozenFigures(0, 0);

    /// <summary>The duties of stays between the parties are told anew with the next nightly job. Others are not touched.</summary>
    public async Task TellAnewAsync(IReadOnlyList<PartyHere> parties, DateOnly today, CancellationToken cancellation)
    {
        var before = today.AddDays(-1);
        foreach (var (home, host) in new[] { (parties[0].Path, parties[1].Path), (parties[1].Path, parties[0].Path) })
        {
            if (home is null)
                continue;
            var (below, at, end) = (home + "/", host ?? "", host + "/");
            await db.Sojourns.Where(s => s.EndedOn == null && s.HomePath!.CompareTo(home) >= 0 && s.HomePath.CompareTo(below) < 0)
                .Where(s => s.HostPath == null || (at != "" && s.HostPath.CompareTo(at) >= 0 && s.HostPath.CompareTo(end) < 0))
                .ExecuteUpdateAsync(set => set.SetProperty(s => s.DutiesUntil, before), cancellation);
        }
    }

    private static ReachedAgreement Reached(ReadAgreement one, Func<string, string?> regionOf) => new(one.Case.OwnerId, one.Case.Id, one.Case.Kind,
        [.. one.Parties.Select(party => new ReachedParty(party.Side, party.Name, party.Kind, party.Path, party.Path is { } path ? regionOf(path) : null,
            Phone: null, party.OrgId))], AgreementTexts.Of(one.Story));
}
