using Hongyan.Features.Papers.Forms;
using Hongyan.Features.Papers.Lists;
using Hongyan.Platform;
using Hongyan.Records;
using Microsoft.Extensions.DependencyInjection;

namespace Hongyan.Features.Papers;

internal sealed class PapersFeature : Feature, IGivesPapers
{
    public override IReadOnlyList<(string Page, string Group)> Pages => [(All, Access.Staff)];

    public override IReadOnlyList<MenuEntry> MenuEntries => [new(160, "/Papers", "nav.papers", "printer", Access.Staff, MenuEntry.Reports)];

    public override IReadOnlyList<Place> Places =>
    [
        new("papers of the branch", As.Home, "/Papers"),
        new("ledger on a page", As.Home, "/Papers/ledger-flow"),
        new("dues register on a page", As.Clerk, "/Papers/dues-register"),
        new("papers of a stay", As.Home, "/Worklist?by=member", Place.FirstMember, "a[href*='/Papers/Stay/']"),
        new("form on a page", As.Home, "/Worklist?by=member", Place.FirstMember, "a[href*='/Papers/Stay/']", "a[href$='/form-flow']"),
    ];

    public IReadOnlyList<(string Group, ListPaper Paper)> OfOrganizations { get; } =
    [
        ("ledgers", new BasicLedger()), ("ledgers", new FlowLedger()), ("ledgers", new InflowLedger()),
        ("registers", new IssueRegister()), ("registers", new ContactBook()), ("registers", new AttendanceSheet()), ("registers", new DuesRegister()),
        ("rosters", new OutflowRoster()), ("rosters", new InflowRoster()), ("rosters", new MemberRoster()), ("rosters", new OrganizationList()),
    ];

    public IReadOnlyList<SojournPaper> OfStays { get; } =
    [
        new BasicForm(), new FlowForm(), new CertificateBooklet(), new CertificateCard(),
        new FeedbackLetter(), new ConversionLetter(), new ReviewForm(), new TransferLetter(),
        new ReceptionSlip(), new TransferReceipt(),
    ];

    public override void Services(IServiceCollection services) => services.AddScoped<ILedgers, Ledgers>();
}
