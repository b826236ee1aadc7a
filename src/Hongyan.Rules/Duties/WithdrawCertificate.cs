using Hongyan.Rules.Clauses;
using Hongyan.Rules.Profiles;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Rules.Duties;

/// <summary>Home takes the certificate back from a member who no longer goes out.</summary>
[Clause("B-3.1.1c")]
public sealed class WithdrawCertificate() : DutyRule("withdraw-certificate", Party.HomeBranch)
{
    public override ClosingRecord ClosedBy { get; } = ClosingRecord.By<CertificateWithdrawn>(Side.Home);

    internal override bool IsMadeUp => true;

    public override IEnumerable<Duty> In(Story story)
    {
        if (story is { Away: not null } && story.First<ReturnChecked>(check => !check.GoesOutAgain) is { } check
            && story.Home.Get(Parameters.CredentialMode, check.On) != "none")
        {
            yield return OweWithin(story, check.On, story.Home.Get(Parameters.CertificateWithdrawWithin, check.On),
                happened => happened is CertificateWithdrawn);
        }
    }
}
