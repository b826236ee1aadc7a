using System.Globalization;
using Hongyan.Data;
using Hongyan.Documents;
using Hongyan.Rules.Dues;
using Hongyan.Rules.Sojourns;
using static Hongyan.Documents.FormCell;

namespace Hongyan.Features.Papers.Forms;

/// <summary>The letter with which a registration moves, in its three parts: stub, letter and receipt, cut apart through the seal.</summary>
internal sealed class TransferLetter() : SojournPaper("transfer-letter")
{
    public override bool HasNumber => true;

    public override bool Fits(SojournOnPaper stay, IReadOnlyList<Side> sides) => stay.First<TransferLetterIssued>() is not null;

    public override IEnumerable<(Guid Id, DateOnly On)> Each(SojournOnPaper stay) => Each<TransferLetterIssued>(stay);

    public override async Task<Document> MakeAsync(DocumentContext context, SojournPaperRequest asked, CancellationToken cancellation)
    {
        var (words, stay, letter) = (context.Words, asked.Stay, asked.The<TransferLetterIssued>());
        var committee = await context.CommitteeOfAsync(stay.Home.Path, cancellation);
        var from = committee?.Name ?? "";
        var to = letter?.To ?? stay.HostName;
        var number = words["transfer-letter.number", letter?.Number ?? words["blank"]];
        return new Document(words.Language, words["transfer-letter.title"], Subtitle: null,
        [
            new PartTitle(words["transfer-letter.stub"]),
            new SideLine(number, AtEnd: true),
            new Paragraph(words["transfer-letter.stub.text", stay.Member.Name, words["status." + stay.Member.Status], from, to]),
            new SideLine(words.DayOrBlank(letter?.On), AtEnd: true),
            new CutLine(words["transfer-letter.cut", letter?.Number ?? words["blank"]]),
            new PartTitle(words["transfer-letter.title"]),
            new SideLine(number, AtEnd: true),
            new Salutation(words["salutation", to]),
            .. Letter(context, asked, letter, committee, to),
            new CutLine(words["transfer-letter.cut", letter?.Number ?? words["blank"]]),
            new PartTitle(words["transfer-letter.receipt"]),
            new SideLine(number, AtEnd: true),
            new Salutation(words["salutation", from]),
            new Paragraph(words["transfer-letter.receipt.text", stay.Member.Name]),
            new SideLine(words["transfer-letter.receipt.sign"], AtEnd: true),
            new SideLine(words["form.seal-day"], AtEnd: true),
        ])
        { Format = PageFormat.Form, ShowsTitle = false };
    }

    private static IEnumerable<Block> Letter(
        DocumentContext context, SojournPaperRequest asked, TransferLetterIssued? letter, Organization? committee, string to)
    {
        var (words, member, from) = (context.Words, asked.Stay.Member, committee?.Name ?? "");
        return
        [
            new Paragraph(words["transfer-letter.text", member.Name, words["status." + member.Status], from, to]),
            new FormGrid([3.1, 3.9, 3.1, 3.9, 3.1, 3.9],
            [
                new(Label(words["column.name"]), Value(member.Name), Label(words["column.sex"]), Value(words["sex." + member.Sex]), Label(words["column.age"]),
                    Value(Age(member.Born, letter?.On ?? context.Today))),
                new(Label(words["column.nation"]), Value(member.Nation), Label(words["column.status"]), Value(words["status." + member.Status]),
                    Label(words["column.phone"]), Value(member.Phone)),
                new(Label(words["column.id"]), Value(context.NumberOf(member, asked.WithNumber), columns: 3), Label(words["transfer-letter.valid"]),
                    Value(letter?.ValidDays is { } days ? words["transfer-letter.days", CapitalNumerals.Number(days)] : null)),
                new(Label(words["transfer-letter.dues"]), Value(letter?.DuesPaidTo is { } month ? CapitalNumerals.Month(month) : null, columns: 5)),
                new(Label(words["transfer-letter.committee"]), Value(from, columns: 3), Label(words["column.home-phone"]), Value(committee?.Phone)),
                new(Label(words["column.office"]), Value(committee?.Address, columns: 5)),
                new(Label(words["transfer-letter.fax"]), Value(committee?.Fax, columns: 2), Label(words["transfer-letter.postcode"]),
                    Value(committee?.Postcode, columns: 2)),
            ]),
            new SideLine(words["transfer-letter.sign", from], AtEnd: true),
            new SideLine(words.DayOrBlank(letter?.On), AtEnd: true),
        ];
    }

    private static string Age(DateOnly? day, DateOnly on)
    {
        if (day is not { } born)
            return "";
        var years = on.Year - born.Year - (on < born.AddYears(on.Year - born.Year) ? 1 : 0);
        return years.ToString(CultureInfo.InvariantCulture);
    }
}
