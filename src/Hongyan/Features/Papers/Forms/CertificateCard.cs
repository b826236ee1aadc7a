using Hongyan.Certificates;
using Hongyan.Data;
using Hongyan.Documents;
using Hongyan.Rules.Sojourns;
using Microsoft.EntityFrameworkCore;
using static Hongyan.Documents.FormCell;

namespace Hongyan.Features.Papers.Forms;

/// <summary>The certificate as a card to carry, with the code by which anybody can check it.</summary>
internal sealed class CertificateCard() : SojournPaper("certificate-card")
{
    private const double Width = 90, Row = 9, Code = 30; // millimetres

    public override bool Fits(SojournOnPaper stay, IReadOnlyList<Side> sides) => sides.Contains(Side.Home) && CertificateBooklet.NumberOf(stay) is not null;

    public override async Task<Document> MakeAsync(DocumentContext context, SojournPaperRequest asked, CancellationToken cancellation)
    {
        var (words, stay) = (context.Words, asked.Stay);
        var number = CertificateBooklet.NumberOf(stay);
        var kept = await context.Db.Certificates.AsNoTracking()
            .Where(one => one.MemberId == stay.Member.Id && one.SojournId == stay.Sojourn.Id && one.Number == number)
            .OrderByDescending(one => one.SealedOn).FirstOrDefaultAsync(cancellation);
        var committee = (await context.CommitteeOfAsync(stay.Home.Path, cancellation))?.Name ?? "";
        return new Document(words.Language, words["booklet.title"], Subtitle: null,
            [Card(context, stay, number, kept, committee), new SideLine(words["card.note"])])
        {
            Format = PageFormat.Form,
            ShowsTitle = false,
        };
    }

    private static FormGrid Card(DocumentContext context, SojournOnPaper stay, string? number, KeptCertificate? kept, string committee)
    {
        var words = context.Words;
        return new FormGrid([2.7, 3.5, 3.8],
        [
            new([Label(words["booklet.title"], columns: 3)], Row + 2),
            new([Label(words["column.name"]), Value(stay.Member.Name), Value("") with { Rows = 5, Picture = Picture(context, number, kept) }], Row),
            new([Label(words["column.certificate"]), Value(number)], Row),
            new([Label(words["column.branch"]), Value(stay.Home.Name)], Row),
            new([Label(words["card.committee"]), Value(committee)], Row),
            new([Label(words["card.until"]), Value(words.Day(kept?.ValidUntil))], Row),
        ])
        { Width = Width };
    }

    /// <summary>A certificate numbered by hand has no code of its own.</summary>
    private static Picture? Picture(DocumentContext context, string? number, KeptCertificate? kept) =>
        context.CodeOf(kept?.Code, number) is { } text ? new Picture(QrPicture.Png(text), Code, context.Words["card.code", number]) : null;
}
