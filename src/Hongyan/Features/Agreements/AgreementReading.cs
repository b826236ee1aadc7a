using Hongyan.Data;
using Hongyan.Records;
using Hongyan.Rules.Agreements;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Agreements;

/// <summary>An agreement or pairing with its parties and its story.</summary>
internal sealed record ReadAgreement(KeptCase Case, IReadOnlyList<PartyHere> Parties, CaseStory Story)
{
    public PartyHere PartyOf(string side) => Parties.First(party => party.Side == side);
}

/// <summary>Reads the agreements and pairings that are in the reader's sight: however many, three statements.</summary>
internal sealed class AgreementReading(HongyanDb db, CaseKeeping keeping)
{
    private static readonly string[] Kinds = [Agreement.Name, Pairing.Name];

    public async Task<IReadOnlyList<ReadAgreement>> AllAsync(DateOnly on, CancellationToken cancellation)
    {
        var cases = await db.Cases.AsNoTracking().Where(c => Kinds.Contains(c.Kind)).OrderBy(c => c.BegunOn).ThenBy(c => c.Id).ToListAsync(cancellation);
        if (cases.Count == 0)
            return [];
        var (owners, ids) = (cases.Select(one => one.OwnerId).Distinct().ToList(), cases.Select(one => one.Id).ToList());
        var parties = (await keeping.PartiesAsync(owners, ids, cancellation)).ToLookup(one => one.CaseId, one => one.Party);
        var records = (await db.Records.AsNoTracking().Where(r => owners.Contains(r.OwnerId) && ids.Contains(r.CaseId))
            .OrderBy(r => r.RecordedAt).ThenBy(r => r.Id).ToListAsync(cancellation)).ToLookup(record => record.CaseId);
        var all = new List<ReadAgreement>();
        foreach (var one in cases)
        {
            PartyHere[] sides = [.. CaseKinds.Of(one.Kind).Sides.Select(side => parties[one.Id].First(party => party.Side == side.Name))];
            var events = CaseRows.Holding(CaseKinds.Of(one.Kind), [.. records[one.Id]]).Select(record => record.Happened);
            all.Add(new ReadAgreement(one, sides, (await keeping.ToldAsync(one, sides, events, cancellation)).AsOf(on)));
        }
        return all;
    }
}
