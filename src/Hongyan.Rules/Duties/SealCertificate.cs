using Hongyan.Rules.Clauses;
using Hongyan.Rules.Profiles;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Rules.Duties;

/// <summary>The home committee seals the certificate within so many working days of the report.</summary>
[Clause("A-3.1b")]
public sealed class SealCertificate() : DutyRule("seal-certificate", Party.HomeCommittee)
{
    public override ClosingRecord ClosedBy { get; } = ClosingRecord.By<CertificateSealed>(Side.Home);

    internal override bool IsMadeUp => true;

    public override IEnumerable<Duty> In(Story story)
    {
        if (story is { Away: not null, Departure: { } departure } && story.Home.Get(Parameters.CredentialMode, departure.On) != "none")
        {
            yield return OweWithin(story, departure.On, story.Home.Get(Parameters.CertificateSealWithin, departure.On),
                happened => happened is CertificateSealed or DepartureReported { Certificate.Length: > 0 });
        }
    }
}
