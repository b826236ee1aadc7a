using Hongyan.Rules.Clauses;
using Hongyan.Rules.Profiles;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Rules.Duties;

/// <summary>Back home, the member reports and presents his certificate.</summary>
[Clause("A-2.3.4", "E-3.1d", "D-1.3")]
public sealed class ReportReturn() : DutyRule("report-return", Party.Member)
{
    public override ClosingRecord ClosedBy { get; } = ClosingRecord.By<CertificatePresented>(Side.Home);

    internal override bool IsMadeUp => true;

    public override IEnumerable<Duty> In(Story story)
    {
        if (story is { Away: not null } && story.First<Returned>() is { } returned)
        {
            yield return OweWithin(story, returned.On, story.Home.Get(Parameters.ReturnReportWithin, returned.On),
                happened => happened is CertificatePresented);
        }
    }
}
