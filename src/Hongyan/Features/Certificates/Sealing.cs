using Hongyan.Data;
using Hongyan.Features.Records;
using Hongyan.Platform;
using Hongyan.Rules.Sojourns;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Certificates;

/// <summary>One line of the check page: who, by which committee, with which number, or why not.</summary>
public sealed record SealLine(NamedStay Stay, Sojourn Sojourn, string Name, string Branch, string Committee, string CommitteePath)
{
    public string? Number { get; init; }

    /// <summary>A reason that Records or this folder has words for.</summary>
    public Refusal? Refusal { get; init; }

    /// <summary>The number stands on the certificate already; the committee's seal confirms it.</summary>
    public bool KeepsNumber { get; init; }
}

/// <summary>Draws numbers from the ranges of the committees and writes the seals: all of them or none.</summary>
public sealed class Sealing(HongyanDb db, Recording recording, Superiors superiors, Actor actor)
{
    /// <summary>The lines as they would be sealed; with <paramref name="hold"/> the ranges and stays are held until the transaction ends.</summary>
    public async Task<IReadOnlyList<SealLine>> LinesAsync(IReadOnlyCollection<NamedStay> stays, bool hold, CancellationToken cancellation)
    {
        var byStay = stays.ToDictionary(stay => stay.Sojourn);
        var sojourns = (await recording.FindAllAsync(byStay.Keys, hold, cancellation)).Where(sojourn => byStay[sojourn.Id].Member == sojourn.MemberId).ToList();
        await superiors.KnowAsync(sojourns.Select(sojourn => sojourn.HomePath), cancellation);
        var committees = sojourns.ToDictionary(sojourn => sojourn.Id, sojourn => superiors.CommitteeOf(sojourn.HomePath)!);
        List<Guid> members = [.. sojourns.Select(sojourn => sojourn.MemberId)];
        List<string> paths = [.. sojourns.Select(sojourn => sojourn.HomePath).Concat(committees.Values).Distinct()];
        var people = await db.Members.Where(m => members.Contains(m.Id)).ToDictionaryAsync(m => m.Id, m => m.Name, cancellation);
        var names = await db.Organizations.Where(o => paths.Contains(o.Path)).ToDictionaryAsync(o => o.Path, o => o.Name, cancellation);
        var present = await PresentAsync([.. byStay.Keys], members, cancellation);
        var ranges = await RangesAsync([.. committees.Values.Distinct()], hold, cancellation);
        var lines = new List<SealLine>();
        foreach (var sojourn in sojourns.OrderBy(sojourn => sojourn.HomePath, StringComparer.Ordinal).ThenBy(sojourn => people[sojourn.MemberId], StringComparer.Ordinal).ThenBy(sojourn => sojourn.Id))
        {
            var committee = committees[sojourn.Id];
            var line = new SealLine(byStay[sojourn.Id], sojourn, people[sojourn.MemberId], names[sojourn.HomePath], names.GetValueOrDefault(committee, committee), committee);
            lines.Add(await DrawAsync(line, present.GetValueOrDefault(sojourn.Id), ranges, cancellation));
        }
        return lines;
    }

    /// <summary>Writes the seals; nothing is to be saved when one is refused. The caller saves.</summary>
    public async Task<Answer> SealAsync(IReadOnlyList<SealLine> lines, DateOnly on, CancellationToken cancellation)
    {
        if (lines.Select(line => line.Refusal).FirstOrDefault(refusal => refusal is not null) is { } known)
            return known;
        foreach (var line in lines)
        {
            var seal = new Entry(line.Stay.Record, new CertificateSealed { On = on, Number = line.Number });
            if ((await recording.WriteAsync(line.Sojourn, [seal], cancellation)).Refusal is { } refusal)
                return refusal;
        }
        return default;
    }

    /// <summary>The certificates that are in force or being made, by stay.</summary>
    private async Task<Dictionary<Guid, KeptCertificate>> PresentAsync(List<Guid> stays, List<Guid> members, CancellationToken cancellation) =>
        (await db.Certificates.AsNoTracking()
            .Where(c => members.Contains(c.MemberId) && stays.Contains(c.SojournId) && c.LostOn == null && c.WithdrawnOn == null && c.ReplacedOn == null)
            .ToListAsync(cancellation)).DistinctBy(certificate => certificate.SojournId).ToDictionary(certificate => certificate.SojournId);

    private async Task<SealLine> DrawAsync(SealLine line, KeptCertificate? present, IReadOnlyList<CertificateRange> ranges, CancellationToken cancellation)
    {
        if (Writers.Refusal("certificate-sealed", Side.Home, actor, line.Sojourn) is { } refusal)
            return line with { Refusal = Records.Refusal.Of(refusal) };
        if (present?.SealedOn is { } sealedOn)
            return line with { Refusal = new Refusal("refusal.sealed-already", "A-3.1b", sealedOn) };
        if (present?.Number is { } known)
            return line with { Number = known, KeepsNumber = true };
        var own = ranges.Where(range => range.CommitteePath == line.CommitteePath).ToList();
        return await NextAsync(own, cancellation) is { } number
            ? line with { Number = number }
            : line with { Refusal = new Refusal(own.Count == 0 ? "refusal.no-range" : "refusal.out-of-numbers", "A-3.1b") };
    }

    /// <summary>The next number that is free; one that was typed by hand before is passed over.</summary>
    private async Task<string?> NextAsync(IEnumerable<CertificateRange> ranges, CancellationToken cancellation)
    {
        foreach (var range in ranges)
        {
            while (range.Left > 0)
            {
                var number = range.Number(range.Next++);
                if (!await db.CertificateNumbers.FromSql($"select * from known_certificate({number})").AnyAsync(cancellation))
                    return number;
            }
        }
        return null;
    }

    private Task<List<CertificateRange>> RangesAsync(string[] committees, bool hold, CancellationToken cancellation) => hold
        ? db.CertificateRanges.FromSql($"select * from certificate_range where committee_path = any({committees}) order by given_on, prefix, first for update")
            .ToListAsync(cancellation)
        : db.CertificateRanges.AsNoTracking().Where(r => committees.Contains(r.CommitteePath))
            .OrderBy(r => r.GivenOn).ThenBy(r => r.Prefix).ThenBy(r => r.First).ToListAsync(cancellation);
}
