using Hongyan.Documents;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Features.Papers.Lists;

/// <summary>The register of activity certificates issued in a period; who receives one signs for it.</summary>
internal sealed class IssueRegister() : ListPaper("issue-register")
{
    private static readonly string[] Types = ["certificate-sealed", "certificate-issued", "certificate-lost", "certificate-withdrawn"];

    public override bool HasPeriod => true;

    public override Task<Sheet> MakeAsync(DocumentContext context, Asked asked, CancellationToken cancellation)
    {
        var words = context.Words;
        var period = asked.Period;
        var (lo, hi) = DocumentContext.Below(asked.Organization);
        var issued = context.Between(DateOnly.MinValue, DateOnly.MaxValue, asked.Organization)
            .Where(stay => stay.HomePath!.CompareTo(lo) >= 0 && stay.HomePath.CompareTo(hi) < 0)
            .Where(stay => context.Db.Records.Any(record => record.OwnerId == stay.MemberId && record.CaseId == stay.Id
                && record.Type == "certificate-issued" && record.OnDate >= period.First && record.OnDate <= period.Last));
        var lines = new SojournPaperReading(context.Db).ReadAsync(issued, Types, cancellation)
            .SelectMany(stay => stay.All<CertificateIssued>()
                .Where(issue => issue.On >= period.First && issue.On <= period.Last)
                .Select(issue => (Stay: stay, Issue: issue)));
        return Task.FromResult(Sheet(words, asked, lines,
            new(words["column.name"], 9, line => line.Stay.Member.Name),
            new(words["column.branch"], 22, line => line.Stay.Home.Name),
            new(words["column.certificate"], 14, line => line.Issue.Number ?? line.Stay.Sojourn.CertificateNumber),
            new(words["column.sealed"], 11, line => line.Stay.All<CertificateSealed>().LastOrDefault(seal => seal.On <= line.Issue.On)?.On, ColumnKind.Date),
            new(words["column.issued"], 11, line => line.Issue.On, ColumnKind.Date),
            new(words["column.reason"], 10, line => words.Reason(line.Stay.Sojourn.Reason)),
            new(words["column.destination"], 24, line => line.Stay.Sojourn.Destination),
            new(words["column.departed"], 11, line => line.Stay.Sojourn.DepartedOn, ColumnKind.Date),
            new(words["column.signed"], 11, _ => null),
            new(words["column.remark"], 16, line => Remark(words, line.Stay, line.Issue))));
    }

    private static string? Remark(Words words, SojournOnPaper stay, CertificateIssued issue) =>
        stay.All<CertificateLost>().FirstOrDefault(lost => lost.On >= issue.On) is { } lost ? words["remark.lost", words.Day(lost.On)]
        : stay.All<CertificateWithdrawn>().FirstOrDefault(back => back.On >= issue.On) is { } back ? words["remark.withdrawn", words.Day(back.On)]
        : null;
}
