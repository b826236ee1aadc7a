using Hongyan.Features.Papers.Forms;
using Hongyan.Features.Papers.Lists;

namespace Hongyan.Features.Papers;

/// <summary>All papers there are. A new one is a new line.</summary>
internal static class PaperList
{
    /// <summary>By what they are for.</summary>
    public static IReadOnlyList<(string Group, IReadOnlyList<ListPaper> Papers)> Lists { get; } =
    [
        ("ledgers", [new BasicLedger(), new FlowLedger(), new InflowLedger()]),
        ("registers", [new IssueRegister(), new ContactBook(), new AttendanceSheet(), new DuesRegister()]),
        ("rosters", [new OutflowRoster(), new InflowRoster(), new MemberRoster(), new OrganizationList()]),
    ];

    public static IReadOnlyList<StayPaper> OfStay { get; } =
        [new BasicForm(), new FlowForm(), new CertificateBooklet(), new CertificateCard(), new FeedbackLetter(), new ConversionLetter(), new ReviewForm(), new TransferLetter()];

    public static ListPaper? List(string key) => Lists.SelectMany(group => group.Papers).FirstOrDefault(paper => paper.Key == key);

    public static StayPaper? Stay(string key) => OfStay.FirstOrDefault(paper => paper.Key == key);
}
