using Hongyan.Rules.Clauses;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Rules.Certificates;

/// <summary>
/// The certificates of one sojourn, told by its records: sealed by the committee, issued by the branch, audited once a year,
/// lost and made anew, presented, withdrawn. One at a time; what the records do not say is not so.
/// </summary>
[Clause("A-3.1b", "A-3.1d", "B-3.1.1c")]
public sealed class CertificateBook
{
    private readonly List<Certificate> certificates = [];
    private readonly Dictionary<int, DateOnly> auditedIn = [];
    private bool returned;

    private CertificateBook()
    {
    }

    /// <summary>In the order in which they came into being; the last one is the present one.</summary>
    public IReadOnlyList<Certificate> Certificates => certificates;

    /// <summary>The first record that cannot be; later ones are not told.</summary>
    public CertificateRefusal? Refusal { get; private set; }

    /// <summary>The years in which one of the two branches has audited.</summary>
    public IReadOnlyCollection<int> AuditedYears => auditedIn.Keys;

    /// <summary>The certificate in use or waiting to be issued.</summary>
    public Certificate? Current => certificates is [.., { IsOver: false } last] ? last : null;

    /// <param name="records">By day, and within a day in the order in which they were written.</param>
    /// <param name="fromRoster">The certificate a roster named when the stay was taken over.</param>
    public static CertificateBook Tell(IEnumerable<(Guid Id, SojournEvent Happened)> records, Certificate? fromRoster = null)
    {
        var book = new CertificateBook();
        if (fromRoster is not null)
            book.certificates.Add(fromRoster);
        foreach (var (id, happened) in records)
        {
            book.Refusal = book.Take(id, happened);
            if (book.Refusal is not null)
                break;
        }
        return book;
    }

    private CertificateRefusal? Take(Guid id, SojournEvent happened) => happened switch
    {
        CertificateSealed seal => Seal(id, seal),
        CertificateIssued issue => Issue(id, issue),
        CertificateAudited audit => Audit(audit),
        CertificateWithdrawn withdrawal => Withdraw(withdrawal),
        CertificateLost => Set(current => current with { LostOn = happened.On }),
        CertificatePresented => Set(current => current with { PresentedOn = happened.On }),
        Transferred or Cancelled => Set(current => current with { EndedOn = happened.On }),
        Returned => Return(),
        _ => null,
    };

    private CertificateRefusal? Seal(Guid id, CertificateSealed seal)
    {
        if (Current is not { } current)
        {
            certificates.Add(new Certificate(id) { Number = seal.Number, SealedOn = seal.On, SealNamesNumber = seal.Number is not null });
            return null;
        }
        // On paper the branch may write down the number before the committee's seal is recorded.
        if (current.SealedOn is null && (seal.Number ?? current.Number) == (current.Number ?? seal.Number))
            return Set(one => one with { SealedOn = seal.On, Number = one.Number ?? seal.Number, SealNamesNumber = seal.Number is not null });
        return new CertificateRefusal("sealed-already", "A-3.1b", current.SealedOn ?? current.IssuedOn);
    }

    private CertificateRefusal? Issue(Guid id, CertificateIssued issue)
    {
        if (Current is { FromRoster: true, Number: { } named } && issue.Number is { } other && other != named)
            Set(one => one with { ReplacedOn = issue.On });
        if (Current is not { } current)
        {
            if (issue.Number is null)
                return new CertificateRefusal("number-missing", "A-2.1.1b");
            certificates.Add(new Certificate(id) { Number = issue.Number, IssuedOn = issue.On });
            return null;
        }
        if (current.IssuedOn is not null && !current.FromRoster)
            return new CertificateRefusal("issued-already", "A-2.1.1b", current.IssuedOn);
        if (issue.Number is not null && current.Number is not null && issue.Number != current.Number)
            return new CertificateRefusal("other-number", "A-3.1b", current.SealedOn);
        if ((issue.Number ?? current.Number) is null)
            return new CertificateRefusal("number-missing", "A-2.1.1b");
        return Set(one => one with { Number = one.Number ?? issue.Number, IssuedOn = issue.On, FromRoster = false });
    }

    private CertificateRefusal? Audit(CertificateAudited audit)
    {
        if (!auditedIn.TryAdd(audit.On.Year, audit.On))
            return new CertificateRefusal("audited-already", "A-3.1d", auditedIn[audit.On.Year]);
        return Set(one => one with { Audits = [.. one.Audits, audit] });
    }

    private CertificateRefusal? Withdraw(CertificateWithdrawn withdrawal) =>
        !returned ? new CertificateRefusal("withdrawn-away", "B-3.1.1c")
        : certificates is [.., { WithdrawnOn: { } already }] ? new CertificateRefusal("withdrawn-already", "B-3.1.1c", already)
        : Set(one => one with { WithdrawnOn = withdrawal.On });

    private CertificateRefusal? Return()
    {
        returned = true;
        return null;
    }

    private CertificateRefusal? Set(Func<Certificate, Certificate> change)
    {
        if (Current is { } current)
            certificates[^1] = change(current);
        return null;
    }
}
