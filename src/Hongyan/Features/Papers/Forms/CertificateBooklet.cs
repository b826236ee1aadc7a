using Hongyan.Documents;
using Hongyan.Rules.Sojourns;
using static Hongyan.Documents.FormCell;

namespace Hongyan.Features.Papers.Forms;

/// <summary>The pages of the activity certificate: who he is, where he is received, what he takes part in and pays, and the yearly audit.</summary>
internal sealed class CertificateBooklet() : SojournPaper("certificate-booklet")
{
    private const int HostRows = 4, LifeRows = 14, AuditRows = 5;

    public override bool Fits(SojournOnPaper stay, IReadOnlyList<Side> sides) =>
        sides.Count > 0 && !stay.Sojourn.HomeIsOutside
            && (stay.Sojourn.CertificateNumber is not null || stay.First<CertificateSealed>() is not null || stay.First<CertificateIssued>() is not null);

    public override async Task<Document> MakeAsync(DocumentContext context, SojournPaperRequest asked, CancellationToken cancellation)
    {
        var (words, stay) = (context.Words, asked.Stay);
        var committee = (await context.CommitteeOfAsync(stay.Home.Path, cancellation))?.Name ?? "";
        return new Document(words.Language, words["booklet.title"], Subtitle: null,
        [
            new PartTitle(words["booklet.title"]),
            new SideLine(words["booklet.number", NumberOf(stay) ?? words["blank"]]),
            new PartTitle(words["booklet.basic"]),
            Basic(words, stay),
            new SideLine(words["booklet.seal", committee], AtEnd: true),
            new PageBreak(),
            new PartTitle(words["booklet.host"]),
            Hosts(words, stay),
            new SideLine(words["booklet.host.note"]),
            new PageBreak(),
            new PartTitle(words["booklet.life"]),
            Life(words, stay),
            new PageBreak(),
            new PartTitle(words["booklet.audit"]),
            Audits(words, stay),
            new SideLine(words["booklet.audit.note"]),
        ])
        { Format = PageFormat.Booklet, ShowsTitle = false };
    }

    public static string? NumberOf(SojournOnPaper stay) =>
        stay.Sojourn.CertificateNumber ?? stay.Last<CertificateIssued>()?.Number ?? stay.Last<CertificateSealed>()?.Number;

    private static FormGrid Basic(Words words, SojournOnPaper stay)
    {
        var (member, sojourn) = (stay.Member, stay.Sojourn);
        return new FormGrid([3.3, 3.8, 2.9, 4],
        [
            new(Label(words["column.name"]), Value(member.Name, columns: 2), Value(words["form.photo"]) with { Rows = 4 }),
            new(Label(words["column.sex"]), Value(words["sex." + member.Sex], columns: 2)),
            new(Label(words["column.nation"]), Value(member.Nation, columns: 2)),
            new(Label(words["column.born"]), Value(words.Day(member.Born), columns: 2)),
            new(Label(words["column.education"]), Value(member.Education), Label(words["column.status"]), Value(words["status." + member.Status])),
            new(Label(words["column.joined"]), Value(words.Day(member.Joined), columns: 3)),
            new(Label(words["column.branch"]), Value(stay.Home.Name, columns: 3)),
            new(Label(words["column.home-contact"]), Value(stay.ContactOf(Side.Home)), Label(words["column.phone.short"]), Value(stay.HomePhone)),
            new(Label(words["column.reason"]), Value(words.Reason(sojourn.Reason)), Label(words["column.departed.short"]),
                Value(words.Day(sojourn.DepartedOn))),
            new(Label(words["column.destination"]), Value(sojourn.Destination, columns: 3)),
            new(Label(words["column.issued"]), Value(words.Day(stay.Last<CertificateIssued>()?.On), columns: 3)),
        ]);
    }

    private static FormGrid Hosts(Words words, SojournOnPaper stay)
    {
        var rows = stay.All<Placed>().TakeLast(HostRows)
            .Select(placed => new FormRow([Value(placed.Organization == stay.Host?.Path ? stay.HostName : placed.Organization ?? stay.HostName),
                Value(words.Day(placed.On)), Value(stay.ContactOf(Side.Host)), Value(stay.Host?.Phone)], Height: 22));
        return new FormGrid([4.6, 4.2, 3.4, 3.8],
        [
            new(Label(words["column.host-branch"]), Label(words["column.arrived"]), Label(words["column.host-contact"]), Label(words["column.phone.short"])),
            .. Filled(rows, HostRows, () => new FormRow([Value(""), Value(""), Value(""), Value("")], Height: 22)),
        ]);
    }

    /// <summary>Entries write themselves from the records of the host; only the last ones fit.</summary>
    private static FormGrid Life(Words words, SojournOnPaper stay)
    {
        var entries = stay.Records
            .Select(record => record.Happened)
            .Select(happened => (happened.On, Text: Entry(words, happened)))
            .Where(entry => entry.Text is not null)
            .TakeLast(LifeRows)
            .Select(entry => new FormRow([Value(words.Day(entry.On)), Value(entry.Text), Value("")], Height: 9));
        return new FormGrid([4.2, 7.2, 2.6],
        [
            new(Label(words["booklet.day"]), Label(words["booklet.entry"]), Label(words["booklet.by"])),
            .. Filled(entries, LifeRows, () => new FormRow([Value(""), Value(""), Value("")], Height: 9)),
        ]);
    }

    private static string? Entry(Words words, SojournEvent happened) => happened switch
    {
        OrganizedLife life => words["booklet.took-part", words.Choice("kind", life.Kind)],
        DuesPaid paid => words["booklet.paid", Span(paid.Months), paid.Amount is { } amount ? words["yuan", amount] : ""],
        _ => null,
    };

    /// <summary>2026-01 to 2026-03: months paid together follow each other.</summary>
    private static string Span(IReadOnlyList<string> months)
    {
        var ordered = months.Order(StringComparer.Ordinal).ToList();
        return ordered.Count < 2 ? string.Concat(ordered) : $"{ordered[0]}～{ordered[^1]}";
    }

    private static FormGrid Audits(Words words, SojournOnPaper stay)
    {
        var rows = stay.All<CertificateAudited>().TakeLast(AuditRows).Select(audit => new FormRow(
            [
                Value(audit.On.Year.ToString(System.Globalization.CultureInfo.InvariantCulture)),
                Value(words.Grade(stay.All<Reviewed>().LastOrDefault(review => (review.Year ?? review.On.Year) == audit.On.Year)?.Grade)),
                Value(audit.By == Side.Home ? stay.Home.Name : stay.HostName),
                Value(words.Day(audit.On)),
            ], Height: 20));
        return new FormGrid([2, 3, 5, 4.2],
        [
            new(Label(words["booklet.year"]), Label(words["booklet.grade"]), Label(words["booklet.audited-by"]), Label(words["booklet.day"])),
            .. Filled(rows, AuditRows, () => new FormRow([Value(""), Value(""), Value(""), Value("")], Height: 20)),
        ]);
    }

    private static IEnumerable<FormRow> Filled(IEnumerable<FormRow> rows, int count, Func<FormRow> blank)
    {
        var filled = rows.ToList();
        return filled.Concat(Enumerable.Range(0, count - filled.Count).Select(_ => blank()));
    }
}
