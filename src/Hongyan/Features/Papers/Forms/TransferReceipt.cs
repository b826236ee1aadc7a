using Hongyan.Documents;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Features.Papers.Forms;

/// <summary>The receipt for the letter of a guest whose registration came here: his former home is told who has him since when.</summary>
internal sealed class TransferReceipt() : SojournPaper("transfer-receipt")
{
    public override bool Fits(SojournOnPaper stay, IReadOnlyList<Side> sides) =>
        stay.Sojourn.HomeIsOutside && sides.Contains(Side.Host) && stay.First<TransferredIn>() is not null && stay.First<TransferReceived>() is not null;

    public override async Task<Document> MakeAsync(DocumentContext context, SojournPaperRequest asked, CancellationToken cancellation)
    {
        var (words, stay) = (context.Words, asked.Stay);
        var (letter, into) = (stay.Last<TransferReceived>(), stay.Last<TransferredIn>());
        var committee = await context.CommitteeOfAsync(into?.Branch ?? stay.Sojourn.HostPath, cancellation);
        return new Document(words.Language, words["paper.transfer-receipt"], Subtitle: null,
        [
            new SideLine(words["transfer-letter.number", letter?.Number ?? words["blank"]], AtEnd: true),
            new Salutation(words["salutation", stay.Home.Name.Length > 0 ? stay.Home.Name : words["blank"]]),
            new Paragraph(words["transfer-receipt.text", stay.Member.Name, words.Day(letter?.LetterOn), letter?.Number ?? words["blank"],
                words.Day(into?.On), committee?.Name ?? stay.HostName]),
            new SideLine(words["transfer-letter.receipt.sign"], AtEnd: true),
            new Signature(words["feedback.seal", committee?.Name ?? stay.HostName], words.DayOrBlank(into?.On)),
        ])
        { Format = PageFormat.Form };
    }
}
