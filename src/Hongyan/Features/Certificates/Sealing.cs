using Hongyan.Data;
using Hongyan.Features.Records;
using Hongyan.Platform;
using Hongyan.Rules.Sojourns;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Certificates;

/// <summary>A stay to be sealed, and the id its record gets, so that a form sent twice seals once.</summary>
public sealed record StayToSeal(Guid Member, Guid Sojourn, Guid Record)
{
    /// <summary>member.sojourn, or member.sojourn.record from a form.</summary>
    public static StayToSeal? Read(string text)
    {
        var parts = text.Split('.');
        return parts.Length is 2 or 3 && Guid.TryParse(parts[0], out var member) && Guid.TryParse(parts[1], out var sojourn)
            ? new StayToSeal(member, sojourn, parts.Length == 3 && Guid.TryParse(parts[2], out var record) ? record : Guid.CreateVersion7())
            : null;
    }

    public override string ToString() => $"{Member}.{Sojourn}.{Record}";
}

/// <summary>One line of the check page: who, by which committee, with which number, or why not.</summary>
public sealed record SealLine(StayToSeal Stay, Sojourn Sojourn, string Name, string Branch, string Committee, string CommitteePath)
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
    public async Task<IReadOnlyList<SealLine>> LinesAsync(IReadOnlyCollection<StayToSeal> stays, bool hold, CancellationToken cancellation)
    {
        var found = new List<SealLine>();
        foreach (var stay in stays.DistinctBy(stay => stay.Sojourn))
        {
            if (await FindAsync(stay, cancellation) is { } line)
                found.Add(line);
        }
        var ranges = await RangesAsync([.. found.Select(line => line.CommitteePath).Distinct()], hold, cancellation);
        var lines = new List<SealLine>();
        // Numbered in the order in which they are read; held in one order by everybody, so that nobody waits in a circle.
        foreach (var line in found.OrderBy(line => line.Sojourn.HomePath, StringComparer.Ordinal).ThenBy(line => line.Name, StringComparer.Ordinal).ThenBy(line => line.Sojourn.Id))
            lines.Add(await DrawAsync(hold ? line with { Sojourn = (await recording.HoldAsync(line.Stay.Member, line.Stay.Sojourn, cancellation))! } : line, ranges, cancellation));
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

    private async Task<SealLine?> FindAsync(StayToSeal stay, CancellationToken cancellation)
    {
        var row = await (
            from sojourn in db.Sojourns.AsNoTracking()
            where sojourn.MemberId == stay.Member && sojourn.Id == stay.Sojourn
            join member in db.Members on sojourn.MemberId equals member.Id
            join home in db.Organizations on sojourn.HomePath equals home.Path
            select new { Sojourn = sojourn, member.Name, Branch = home.Name }).FirstOrDefaultAsync(cancellation);
        if (row is null)
            return null;
        var path = (await superiors.CommitteeOfAsync(row.Sojourn.HomePath, cancellation))!;
        var committee = await db.Organizations.Where(o => o.Path == path).Select(o => o.Name).FirstOrDefaultAsync(cancellation) ?? path;
        return new SealLine(stay, row.Sojourn, row.Name, row.Branch, committee, path);
    }

    private async Task<SealLine> DrawAsync(SealLine line, IReadOnlyList<CertificateRange> ranges, CancellationToken cancellation)
    {
        if (Writers.Refusal("certificate-sealed", Side.Home, actor, line.Sojourn) is { } refusal)
            return line with { Refusal = Records.Refusal.Of(refusal) };
        var present = await db.Certificates.AsNoTracking()
            .Where(c => c.MemberId == line.Stay.Member && c.SojournId == line.Stay.Sojourn && c.LostOn == null && c.WithdrawnOn == null && c.ReplacedOn == null)
            .Select(c => new { c.SealedOn, c.Number }).FirstOrDefaultAsync(cancellation);
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
                if (!await db.CertificateNumbers.AnyAsync(n => n.Number == number, cancellation))
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
