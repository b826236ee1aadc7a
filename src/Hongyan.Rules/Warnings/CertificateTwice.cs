using Hongyan.Rules.Clauses;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Rules.Warnings;

/// <summary>Two guests showed a certificate with the same number.</summary>
[Clause("E-2.5")]
public sealed class CertificateTwice() : WarningRule("certificate-twice")
{
    public override Warning? In(Story story) =>
        story is { HomeIsOutside: true, Member.CertificateTwice: true, Away: { } away } && away.Holds(story.AsOf)
            ? Warn(story.First<ReportedIn>(arrived => arrived.Shown == ReportedIn.Certificate)?.On ?? away.First) : null;
}
