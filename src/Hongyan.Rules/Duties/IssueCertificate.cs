using Hongyan.Rules.Clauses;
using Hongyan.Rules.Profiles;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Rules.Duties;

/// <summary>Home issues the certificate: due on the later of departure and so many working days after the report.</summary>
[Clause("A-2.1.1b", "B-3.1.1a", "C-2.1.2d", "E-3.1b")]
public sealed class IssueCertificate() : DutyRule("issue-certificate", Party.HomeBranch)
{
    public override ClosingRecord ClosedBy { get; } = ClosingRecord.By<CertificateIssued>(Side.Home);

    internal override bool IsMadeUp => true;

    public override IEnumerable<Duty> In(Story story)
    {
        if (story is { Away: not null, Departure: { } departure } && story.Home.Get(Parameters.CredentialMode, departure.On) != "none")
        {
            yield return OweWithin(story, departure.On, story.Home.Get(Parameters.CertificateIssueWithin, departure.On),
                happened => happened is CertificateIssued or DepartureReported { Certificate.Length: > 0 }, notBefore: departure.Departs);
        }
    }
}
