using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Sojourns;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Certificates;

/// <summary>One line of the check page: who, by which committee, with which number, or why not.</summary>
public sealed record SealLine(SojournReference Stay, Sojourn Sojourn, string Name, string Branch, string Committee, string CommitteePath)
{
    public string? Number { get; init; }

    /// <summary>A reason that Records or this folder has words for.</summary>
    public Refusal? Refusal { get; init; }

    /// <summary>The number stands on the certificate already; the committee's seal confirms it.</summary>
    public bool KeepsNumber { get; init; }

    /// <summary>The seal is written: by this act, or by the same one sent before.</summary>
    public bool IsSealed { get; init; }
}

/// <summary>Draws numbers from the ranges of the committees and writes the seals, each for itself: one that cannot be holds up no other.</summary>
public sealed class Sealing(HongyanDb db, Recording recording, Superiors superiors, Actor actor)
{
    /// <summary>The lines as they would be sealed on a day; nothing is drawn.</summary>
    public async Task<IReadOnlyList<SealLine>> LinesAsync(IReadOnlyCollection<SojournReference> stays, DateOnly on, CancellationToken cancellation)
    {
        var (lines, present) = await ReadAsync(stays, hold: false, cancellation);
        var ranges = await RangesAsync([.. lines.Select(line => line.CommitteePath).Distinct()], hold: false, cancellation);
        var drawn = new List<SealLine>();
        foreach (var line in lines)
        {
            var certificate = present.GetValueOrDefault(line.Sojourn.Id);
            drawn.Add(await recording.ForeseeAsync(line.Sojourn, new CertificateSealed { On = on }, cancellation) is { } foreseen
                ? line with { Refusal = Against(line, certificate) ?? foreseen }
                : await DrawAsync(line, certificate, ranges, cancellation));
        }
        return drawn;
    }

    /// <summary>
    /// Seals whom it can, with the next numbers in their order; the others keep the reason. Ranges and stays are held until the transaction ends.
    /// </summary>
    public async Task<IReadOnlyList<SealLine>> SealAsync(IReadOnlyCollection<SojournReference> stays, DateOnly on, CancellationToken cancellation)
    {
        var (lines, present) = await ReadAsync(stays, hold: true, cancellation);
        var ranges = await RangesAsync([.. lines.Select(line => line.CommitteePath).Distinct()], hold: true, cancellation);
        List<Guid> members = [.. stays.Select(stay => stay.Member)], records = [.. stays.Select(stay => stay.Record)];
        var written = (await db.Records.Where(r => members.Contains(r.OwnerId) && records.Contains(r.Id)).Select(r => r.Id).ToListAsync(cancellation))
            .ToHashSet();
        var told = new List<SealLine>();
        foreach (var line in lines)
        {
            var certificate = present.GetValueOrDefault(line.Sojourn.Id);
            told.Add(written.Contains(line.Stay.Record)
                ? line with { Number = certificate?.Number, IsSealed = true }
                : await SealAsync(line, certificate, ranges, on, cancellation));
        }
        return told;
    }

    // A number is drawn when nothing else stands against the seal; what a refusal took back is drawn by the next.
    private async Task<SealLine> SealAsync(
        SealLine line, KeptCertificate? present, IReadOnlyList<CertificateRange> ranges, DateOnly on, CancellationToken cancellation)
    {
        if (await recording.ForeseeAsync(line.Sojourn, new CertificateSealed { On = on }, cancellation) is { } foreseen)
            return line with { Refusal = Against(line, present) ?? foreseen };
        var drawn = await DrawAsync(line, present, ranges, cancellation);
        if (drawn.Refusal is not null)
            return drawn;
        var seal = new Entry(line.Stay.Record, new CertificateSealed { On = on, Number = drawn.Number });
        return await recording.WriteAloneAsync(line.Sojourn, seal, cancellation) is { Refusal: { } refusal }
            ? line with { Refusal = refusal }
            : drawn with { IsSealed = true };
    }

    private async Task<(IReadOnlyList<SealLine> Lines, Dictionary<Guid, KeptCertificate> Present)> ReadAsync(
        IReadOnlyCollection<SojournReference> stays, bool hold, CancellationToken cancellation)
    {
        var byStay = stays.ToDictionary(stay => stay.Sojourn);
        var sojourns = (await recording.FindAllAsync(byStay.Keys, hold, cancellation))
            .Where(sojourn => !sojourn.HomeIsOutside && byStay[sojourn.Id].Member == sojourn.MemberId).ToList();
        await superiors.KnowAsync(sojourns.Select(sojourn => sojourn.HomePath), cancellation);
        var committees = sojourns.ToDictionary(sojourn => sojourn.Id, sojourn => superiors.CommitteeOf(sojourn.HomePath)!);
        List<Guid> members = [.. sojourns.Select(sojourn => sojourn.MemberId)];
        List<string> paths = [.. sojourns.Select(sojourn => sojourn.HomePath!).Concat(committees.Values).Distinct()];
        var people = await db.Members.Where(m => members.Contains(m.Id)).ToDictionaryAsync(m => m.Id, m => m.Name, cancellation);
        var names = await db.Organizations.Where(o => paths.Contains(o.Path)).ToDictionaryAsync(o => o.Path, o => o.Name, cancellation);
        var ordered = sojourns.OrderBy(sojourn => sojourn.HomePath, StringComparer.Ordinal)
            .ThenBy(sojourn => people[sojourn.MemberId], StringComparer.Ordinal).ThenBy(sojourn => sojourn.Id);
        IReadOnlyList<SealLine> lines = [.. ordered.Select(sojourn => (Sojourn: sojourn, Committee: committees[sojourn.Id])).Select(one => new SealLine(
            byStay[one.Sojourn.Id], one.Sojourn, people[one.Sojourn.MemberId], names[one.Sojourn.HomePath!],
            names.GetValueOrDefault(one.Committee, one.Committee), one.Committee))];
        return (lines, await PresentAsync([.. byStay.Keys], members, cancellation));
    }

    /// <summary>The certificates that are in force or being made, by stay.</summary>
    private async Task<Dictionary<Guid, KeptCertificate>> PresentAsync(List<Guid> stays, List<Guid> members, CancellationToken cancellation) =>
        (await db.Certificates.AsNoTracking()
            .Where(c => members.Contains(c.MemberId) && stays.Contains(c.SojournId) && c.LostOn == null && c.WithdrawnOn == null && c.ReplacedOn == null)
            .ToListAsync(cancellation)).DistinctBy(certificate => certificate.SojournId).ToDictionary(certificate => certificate.SojournId);

    private async Task<SealLine> DrawAsync(SealLine line, KeptCertificate? present, IReadOnlyList<CertificateRange> ranges, CancellationToken cancellation)
    {
        if (Against(line, present) is { } against)
            return line with { Refusal = against };
        if (present?.Number is { } known)
            return line with { Number = known, KeepsNumber = true };
        var own = ranges.Where(range => range.CommitteePath == line.CommitteePath).ToList();
        return await NextAsync(own, cancellation) is { } number
            ? line with { Number = number }
            : line with { Refusal = new Refusal(own.Count == 0 ? "refusal.no-range" : "refusal.out-of-numbers", "A-3.1b") };
    }

    /// <summary>What stands against a seal whatever its number and day.</summary>
    private Refusal? Against(SealLine line, KeptCertificate? present) =>
        Writers.Refusal("certificate-sealed", Side.Home, actor, line.Sojourn) is { } refusal ? Refusal.Of(refusal)
        : present?.SealedOn is { } sealedOn ? new Refusal("refusal.sealed-already", "A-3.1b", sealedOn)
        : null;

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
