using Hongyan.Rules.Clauses;
using Hongyan.Rules.Profiles;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Rules.Duties;

/// <summary>The branch that leads audits the certificate once a year; where responsibility is split, either of the two does it.</summary>
[Clause("A-3.1d")]
public sealed class AuditCertificate() : DutyRule("audit-certificate", Party.HomeOrHostBranch)
{
    public override ClosingRecord ClosedBy { get; } = ClosingRecord.OfPeriod<CertificateAudited>(Side.Home, "year");

    protected override bool NeedsHome => true;

    public override IEnumerable<Duty> In(Story story)
    {
        if (story.Away is not { } away || story.Home.Get(Parameters.CredentialMode, away.First) == "none")
            yield break;
        foreach (var year in Years(story, away).Where(year => Counts(away, year, story.Home)))
            yield return Owe(story, away.FirstDayIn(year), year.Last,
                happened => happened is CertificateAudited audited && (audited.Year ?? audited.On.Year) == year.First.Year,
                year.Name, OwedByLeader(story, year.Last));
    }

    private Party OwedByLeader(Story story, DateOnly day) => Lead.On(story, day) switch
    {
        Side.Home => Party.HomeBranch,
        Side.Host => Party.HostBranch,
        _ => OwedBy,
    };
}
