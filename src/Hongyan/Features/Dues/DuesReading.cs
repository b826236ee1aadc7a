using Hongyan.Data;
using Hongyan.Records;
using Hongyan.Rules.Sojourns;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Dues;

/// <summary>Reads the dues of stays: their facts, and of their records only those that matter to dues.</summary>
public sealed class DuesReading(HongyanDb db, DutyKeeping keeping)
{
    private static readonly string[] Types =
    [
        "departure-reported", "reported-in", "placed", "returned", "transferred", "cancelled", "duties-begin", "certificate-issued",
        "left-host", "departure-learned", "home-changed", "home-answered",
        "dues-at-host", "dues-set", "dues-paid", "dues-reduction-asked", "dues-reduction-decided", "dues-quarterly-agreed",
    ];

    /// <summary>The payers of some stays, in their order. Stays out of sight are left out.</summary>
    /// <param name="without">A record that is being corrected.</param>
    public async Task<IReadOnlyList<Payer>> OfAsync(IReadOnlyList<Sojourn> sojourns, DateOnly today, CancellationToken cancellation, Guid? without = null)
    {
        var (members, ids) = (sojourns.Select(s => s.MemberId).ToList(), sojourns.Select(s => s.Id).ToList());
        var people = await db.Members.Where(m => members.Contains(m.Id)).ToDictionaryAsync(m => m.Id, cancellation);
        var paths = sojourns.Select(s => s.HostPath).OfType<string>().Distinct().ToList();
        var homes = await HomeParty.OfAsync(db, sojourns, cancellation);
        var names = await db.Organizations.Where(o => paths.Contains(o.Path)).ToDictionaryAsync(o => o.Path, o => o.Name, cancellation);
        var records = await db.Records.AsNoTracking()
            .Where(r => members.Contains(r.OwnerId) && ids.Contains(r.CaseId) && (Types.Contains(r.Type) || r.CorrectsId != null)) // what strikes, too
            .ToListAsync(cancellation);
        var told = Written.Holding(records, without is { } one ? [one] : []).Where(record => Types.Contains(record.Type)).ToLookup(
            record => record.CaseId, record => new DuesRecord(record.Id,
                EventJson.Read(record.Data) with { Typed = Written.TypedOn(record, records) }, record.OrgPath, record.RecordedAt));
        await keeping.KnowAsync(sojourns, cancellation);
        var payers = new List<Payer>();
        foreach (var sojourn in sojourns.Where(sojourn => people.ContainsKey(sojourn.MemberId)))
        {
            var member = people[sojourn.MemberId];
            var stay = await keeping.CaseAsync(member, sojourn, told[sojourn.Id].Select(one => one.Happened), cancellation);
            payers.Add(new Payer(sojourn, member, homes[sojourn.Id],
                sojourn.HostPath is { } host ? names.GetValueOrDefault(host) : sojourn.HostName, [.. told[sojourn.Id]], stay.AsOf(today)));
        }
        return payers;
    }
}
