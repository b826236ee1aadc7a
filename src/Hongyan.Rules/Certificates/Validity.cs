using Hongyan.Rules.Clauses;
using Hongyan.Rules.Profiles;

namespace Hongyan.Rules.Certificates;

/// <summary>
/// A certificate is audited every year, so it holds until the first year whose audit is missing has ended, and the months of
/// grace after it. A year of which too few days are left to be audited is not the first.
/// </summary>
[Clause("A-3.1d")]
public static class Validity
{
    /// <summary>The last day on which the certificate holds; nothing while it is neither issued nor sealed.</summary>
    /// <param name="auditedYears">The years audited in this stay, be it with an earlier certificate.</param>
    public static DateOnly? Until(Certificate certificate, IEnumerable<int> auditedYears, Profile home)
    {
        if ((certificate.IssuedOn ?? certificate.SealedOn) is not { } from)
            return null;
        var first = DaysLeft(from) < home.Get(Parameters.YearMinDays, from) ? from.Year + 1 : from.Year;
        var missing = auditedYears.Where(year => year >= first).Select(year => year + 1).Append(first).Max();
        var until = new DateOnly(missing, 12, 31).AddMonths(home.Get(Parameters.CertificateAuditGrace, from));
        return certificate.EndedOn < until ? certificate.EndedOn : until;
    }

    private static int DaysLeft(DateOnly from) => new DateOnly(from.Year, 12, 31).DayNumber - from.DayNumber + 1;
}
