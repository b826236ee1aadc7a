using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Rules.Certificates;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Certificates;

/// <summary>Answers for a number or a code as things stand now, without a scope: for whoever holds a certificate in his hand.</summary>
public sealed class Verification(HongyanDb db, KnownKeys keys)
{
    private const int LongestNumber = 40;

    /// <param name="text">What was typed or read by a camera.</param>
    /// <param name="today">The day.</param>
    /// <param name="cancellation">Stops the check.</param>
    /// <param name="pinned">Vouches for what other installations sealed; without it nobody does.</param>
    public Task<ShownCertificate> CheckAsync(string text, DateOnly today, CancellationToken cancellation, PinnedKeys? pinned = null) =>
        CertificateCode.IsMeantBy(text)
        ? OfCodeAsync(text, today, pinned, cancellation)
        : OfNumberAsync(text.Trim(), CertificateCode.Tidy(text), today, cancellation);

    /// <summary>A number as it was meant, whatever its width, case, blanks and hyphens; when two fit, as it was typed.</summary>
    private async Task<ShownCertificate> OfNumberAsync(string typed, string tidy, DateOnly today, CancellationToken cancellation)
    {
        if (tidy.Length is 0 or > LongestNumber || !ReadableText.Is(typed))
            return new ShownCertificate(ShownCertificate.Unknown);
        var rows = await db.Database.SqlQuery<CertificateRow>($"""
            select number as "Number", name as "Name", committee as "Committee", issued_on as "IssuedOn", valid_until as "ValidUntil",
                   lost_on as "LostOn", replaced_on as "ReplacedOn", withdrawn_on as "WithdrawnOn", null::integer as "Status"
            from certificates_like({tidy})
            """).ToListAsync(cancellation);
        if (rows is [var only])
            return only.OnDay(today);
        if ((rows.Find(row => row.Number == typed) ?? rows.Find(row => row.Number == tidy)) is { } exact)
            return exact.OnDay(today);
        if (rows.Count > 1)
            return new ShownCertificate(ShownCertificate.Several);
        var isShown = await db.Database.SqlQuery<bool>($"select guest_showed({tidy}) as \"Value\"").SingleAsync(cancellation);
        return isShown ? new ShownCertificate(ShownCertificate.OfGuest, tidy) : new ShownCertificate(ShownCertificate.Unknown);
    }

    private async Task<ShownCertificate> OfCodeAsync(string text, DateOnly today, PinnedKeys? pinned, CancellationToken cancellation)
    {
        if (CertificateCode.Read(text) is not { } code)
            return new ShownCertificate(ShownCertificate.Unreadable);
        if (await keys.FindAsync(db, code.Kid, cancellation) is not { } key)
            return (pinned is null ? null : await pinned.CheckAsync(text, cancellation)) ?? new ShownCertificate(ShownCertificate.Elsewhere);
        if (!key.VouchesFor(code))
            return new ShownCertificate(ShownCertificate.Forged);
        var rows = code.Status is { } status
            ? await db.Database.SqlQuery<CertificateRow>($"""
                select number as "Number", name as "Name", committee as "Committee", issued_on as "IssuedOn", valid_until as "ValidUntil",
                       lost_on as "LostOn", replaced_on as "ReplacedOn", withdrawn_on as "WithdrawnOn", status as "Status"
                from certificate_coded({code.Facts.Number}, {status.List}, {status.Place})
                """).ToListAsync(cancellation)
            : await db.Database.SqlQuery<CertificateRow>($"""
                select number as "Number", name as "Name", committee as "Committee", issued_on as "IssuedOn", valid_until as "ValidUntil",
                       lost_on as "LostOn", replaced_on as "ReplacedOn", withdrawn_on as "WithdrawnOn", null::integer as "Status"
                from certificate_shown({code.Facts.Number}, {code.Facts.Id})
                """).ToListAsync(cancellation);
        return rows is [var row] ? row.OnDay(today) : new ShownCertificate(ShownCertificate.Unknown);
    }

    private sealed record CertificateRow
    {
        public string? Number { get; init; }
        public string? Name { get; init; }
        public string? Committee { get; init; }
        public DateOnly? IssuedOn { get; init; }
        public DateOnly? ValidUntil { get; init; }
        public DateOnly? LostOn { get; init; }
        public DateOnly? ReplacedOn { get; init; }
        public DateOnly? WithdrawnOn { get; init; }
        public int? Status { get; init; }

        /// <summary>A seal that was struck leaves its place in the list and nothing else.</summary>
        public ShownCertificate OnDay(DateOnly today) => Number is null
            ? new ShownCertificate(Status is StatusList.Withdrawn ? ShownCertificate.Withdrawn : ShownCertificate.Unknown)
            : new ShownCertificate(CertificateStates.NameOf(new CertificateDays(IssuedOn, ValidUntil, LostOn, ReplacedOn, WithdrawnOn).StateOn(today)),
                Number, Name, Committee, IssuedOn, ValidUntil);
    }
}
