using Hongyan.Documents;
using Hongyan.Records;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Features.Papers.Forms;

/// <summary>报到回执: what a guest takes home from the reception. Who received him, what nobody has checked, whom we ask, and where he can complain.</summary>
internal sealed class ReceptionSlip() : SojournPaper("reception-slip")
{
    public override bool Fits(SojournOnPaper stay, IReadOnlyList<Side> sides) =>
        stay.Sojourn.HomeIsOutside && sides.Contains(Side.Host) && stay.First<ReportedIn>() is not null;

    public override async Task<Document> MakeAsync(DocumentContext context, SojournPaperRequest asked, CancellationToken cancellation)
    {
        var (words, stay) = (context.Words, asked.Stay);
        var arrived = stay.Last<ReportedIn>();
        var superior = await context.AboveAsync(stay.Sojourn.HostPath, cancellation);
        var open = GuestChecks.Open(arrived, stay.HomeWord, stay.Member.IdNumber is null).Select(one => words["slip.unchecked." + one]).ToList();
        var text = new List<string>
        {
            words["slip.received", stay.Member.Name, words.Day(arrived?.On), stay.HostName],
            open.Count == 0 ? words["slip.checked"] : words["slip.unchecked", string.Join(words["and"], open)],
            stay.Home.Name.Length == 0 ? words["slip.home.unknown"]
                : stay.HomeWord.ConfirmedOn is { } confirmed ? words["slip.home.confirmed", stay.Home.Name, words.Day(confirmed)]
                : stay.HomeWord.DeniedOn is { } denied ? words["slip.home.denied", stay.Home.Name, words.Day(denied)]
                : words["slip.home", stay.Home.Name],
            stay.Sojourn.State == SojournState.Placed ? words["slip.placed", stay.HostName]
                : words["slip.branch", words.Day(await context.PlacedByAsync(stay.Sojourn, arrived?.On ?? context.Today, cancellation))],
            stay.Host?.Phone is { } phone ? words["slip.phone", phone] : words["slip.phone.none", stay.HostName],
            superior is null ? words["slip.complain.none", stay.HostName]
                : words[superior.Phone is null ? "slip.complain" : "slip.complain.phone", superior.Name, superior.Phone],
        };
        return new Document(words.Language, words["slip.title"], Subtitle: null,
            [.. text.Select(line => new Paragraph(line)), new Signature(words["feedback.seal", stay.HostName], words.DayOrBlank(arrived?.On))])
        { Format = PageFormat.Form };
    }
}
