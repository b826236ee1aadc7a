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

/// <summary>Reads the agreements and pairings that are in the reader's sight.</summary>
internal sealed class AgreementReading(HongyanDb db, CaseKeeping keeping)
{
    private static readonly string[] Kinds = [Agreement.Name, Pairing.Name];

    public async Task<IReadOnlyList<ReadAgreement>> AllAsync(DateOnly on, CancellationToken cancellation)
    {
        var cases = await db.Cases.AsNoTracking().Where(c => Kinds.Contains(c.Kind)).OrderBy(c => c.BegunOn).ThenBy(c => c.Id).ToListAsync(cancellation);
        var all = new List<ReadAgreement>();
        foreach (var one in cases)
        {
            var parties = await keeping.PartiesAsync(one, cancellation);
            var events = (await keeping.RecordsAsync(one, cancellation)).Select(record => record.Happened);
            all.Add(new ReadAgreement(one, parties, (await keeping.ToldAsync(one, parties, events, cancellation)).AsOf(on)));
        }
        return all;
    }

    /// <summary>How many members away an agreement covers, and how many of them are placed, as far as the reader sees their stays.</summary>
    public static async Task<FrozenFigures> CoveredAsync(HongyanDb db, ReadAgreement one, CancellationToken cancellation)
    {
        if (AgreementTexts.Of(one.Story).InForceOn(one.Story.AsOf) is not { Text: var text })
            return new FrozenFigures(0, 0);
        var (proposer, partner) = (one.PartyOf("proposer"), one.PartyOf("partner"));
        var covered = new List<(Guid Member, bool IsPlaced)>();
        if (text.Direction is "out" or "both")
            covered.AddRange(await BetweenAsync(db, proposer, partner, text, cancellation));
        if (text.Direction is "in" or "both")
            covered.AddRange(await BetweenAsync(db, partner, proposer, text, cancellation));
        return new FrozenFigures(covered.Select(stay => stay.Member).Distinct().Count(),
            covered.Where(stay => stay.IsPlaced).Select(stay => stay.Member).Distinct().Count());
    }

    private static async Task<IEnumerable<(Guid Member, bool IsPlaced)>> BetweenAsync(
        HongyanDb db, PartyHere home, PartyHere host, AgreementDrafted text, CancellationToken cancellation)
    {
        if (home.Path is not { } top)
            return []; // registered outside: guests come with a feature of their own
        var (below, isOutside, to, name, end) = (top + "/", host.IsOutside, host.Path ?? "", host.Name, (host.Path ?? "") + "/");
        var stays = await (from stay in db.Sojourns
                           where stay.EndedOn == null && stay.State != "cancelled" && stay.HomePath!.CompareTo(top) >= 0 && stay.HomePath.CompareTo(below) < 0
                           where isOutside ? stay.HostName == name : stay.HostPath!.CompareTo(to) >= 0 && stay.HostPath.CompareTo(end) < 0
                           join member in db.Members on stay.MemberId equals member.Id
                           select new { stay.MemberId, member.Name, stay.Destination, stay.State }).ToListAsync(cancellation);
        string[] said = [.. (text.Coverage ?? "").Split(
            ['\n', '、', '，', ',', '；', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
        return stays.Where(stay => text.Covers switch
        {
            "list" => said.Contains(stay.Name),
            "places" => said.Any(place => stay.Destination?.Contains(place, StringComparison.Ordinal) == true),
            _ => true,
        }).Select(stay => (stay.MemberId, stay.State == "placed"));
    }
}
