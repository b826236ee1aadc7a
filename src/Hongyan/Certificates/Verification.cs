using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Rules.Certificates;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Certificates;

/// <summary>What anybody may be told of a certificate: a state and, when there is one, who, number, issuer and how long.</summary>
/// <param name="State">valid, expired, lost, withdrawn, replaced, sealed (not yet issued), unknown, unreadable (a code that is not whole),
/// elsewhere (signed by nobody of this installation) or forged.</param>
public sealed record ShownCertificate(
    string State, string? Number = null, string? Name = null, string? Committee = null, DateOnly? IssuedOn = null, DateOnly? ValidUntil = null)
{
    public const string Unknown = "unknown";
    public const string Forged = "forged";
    public const string Unreadable = "unreadable";
    public const string Elsewhere = "elsewhere";
    public const string Valid = "valid";

    public bool IsValid => State == Valid;
}

/// <summary>Answers for a number or a code as things stand now, without a scope: for whoever holds a certificate in his hand.</summary>
public sealed class Verification(HongyanDb db, KnownKeys keys)
{
    private const int LongestNumber = 40;

    public async Task<ShownCertificate> CheckAsync(string text, DateOnly today, CancellationToken cancellation)
    {
        var asked = CertificateCode.Tidy(text);
        if (CertificateCode.IsMeantBy(asked))
            return await OfCodeAsync(asked, today, cancellation);
        foreach (var number in Numbers(text.Trim(), asked))
        {
            if (await FindAsync(number, null, today, cancellation) is { State: not ShownCertificate.Unknown } found)
                return found;
        }
        return new ShownCertificate(ShownCertificate.Unknown);
    }

    /// <summary>As it was typed, then as it was meant: without blanks and full-width letters, in capitals or small.</summary>
    private static IEnumerable<string> Numbers(string typed, string tidy) =>
        new[] { typed, tidy, tidy.ToUpperInvariant(), tidy.ToLowerInvariant() }.Distinct(StringComparer.Ordinal)
            .Where(number => number.Length is > 0 and <= LongestNumber && ReadableText.Is(number));

    private async Task<ShownCertificate> OfCodeAsync(string text, DateOnly today, CancellationToken cancellation)
    {
        if (CertificateCode.Read(text) is not { } code)
            return new ShownCertificate(ShownCertificate.Unreadable);
        if (await keys.FindAsync(db, code.Kid, cancellation) is not { } key)
            return new ShownCertificate(ShownCertificate.Elsewhere);
        if (!key.VouchesFor(code))
            return new ShownCertificate(ShownCertificate.Forged);
        return await FindAsync(code.Facts.Number, code.Facts.Id, today, cancellation);
    }

    private async Task<ShownCertificate> FindAsync(string number, Guid? id, DateOnly today, CancellationToken cancellation)
    {
        var rows = await db.Database.SqlQuery<CertificateRow>($"""
            select number as "Number", name as "Name", committee as "Committee", issued_on as "IssuedOn", valid_until as "ValidUntil",
                   lost_on as "LostOn", replaced_on as "ReplacedOn", withdrawn_on as "WithdrawnOn"
            from certificate_shown({number}, {id})
            """).ToListAsync(cancellation);
        if (rows is not [var row])
            return new ShownCertificate(ShownCertificate.Unknown);
        var state = new CertificateDays(row.IssuedOn, row.ValidUntil, row.LostOn, row.ReplacedOn, row.WithdrawnOn).StateOn(today);
        return new ShownCertificate(CertificateStates.NameOf(state), row.Number, row.Name, row.Committee, row.IssuedOn, row.ValidUntil);
    }

    private sealed record CertificateRow
    {
        public required string Number { get; init; }
        public required string Name { get; init; }
        public required string Committee { get; init; }
        public DateOnly? IssuedOn { get; init; }
        public DateOnly? ValidUntil { get; init; }
        public DateOnly? LostOn { get; init; }
        public DateOnly? ReplacedOn { get; init; }
        public DateOnly? WithdrawnOn { get; init; }
    }
}
