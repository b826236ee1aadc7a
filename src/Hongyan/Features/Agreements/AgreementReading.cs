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
        var all = new List<ReadAgreement>();
        foreach (var one in await keeping.ReadAsync(cases, cancellation))
            all.Add(new ReadAgreement(one.Case, one.Parties, (await keeping.ToldAsync(one.Case, one.Parties, one.Events, cancellation)).AsOf(on)));
        return all;
    }
}
