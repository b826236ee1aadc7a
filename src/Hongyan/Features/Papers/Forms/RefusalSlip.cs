using Hongyan.Documents;
using Hongyan.Records;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Features.Papers.Forms;

/// <summary>拒绝接收告知书: what a guest who is refused takes home. Who refused him and why, who looks at it now, and where he can complain.</summary>
internal sealed class RefusalSlip() : SojournPaper("refusal-slip")
{
    public override bool Fits(SojournOnPaper stay, IReadOnlyList<Side> sides) =>
        stay.Sojourn is { HomeIsOutside: true, State: SojournState.Refused } && sides.Contains(Side.Host) && stay.Last<Refused>() is not null;

    public override async Task<Document> MakeAsync(DocumentContext context, SojournPaperRequest asked, CancellationToken cancellation)
    {
        var (words, stay) = (context.Words, asked.Stay);
        var refused = stay.Last<Refused>();
        var superior = await context.AboveAsync(stay.Sojourn.HostPath, cancellation);
        var text = new List<string>
        {
            words["slip.refused", stay.Member.Name, words.DayOrBlank(refused?.On), stay.HostName],
            words["slip.refused.why", refused is null ? words["blank"] : words["slip.code." + refused.Code],
                refused?.Why ?? refused?.Note ?? words["blank"]],
            superior is null ? words["slip.refused.own", stay.HostName] : words["slip.refused.copied", superior.Name],
            stay.Home.Name.Length == 0 ? words["slip.refused.home.unknown"] : words["slip.refused.home", stay.Home.Name],
            superior is null ? words["slip.complain.none", stay.HostName]
                : words[superior.Phone is null ? "slip.complain" : "slip.complain.phone", superior.Name, superior.Phone],
            stay.Host?.Phone is { } phone ? words["slip.phone", phone] : words["slip.phone.none", stay.HostName],
        };
        return new Document(words.Language, words["slip.refused.title"], Subtitle: null,
            [.. text.Select(line => new Paragraph(line)), new Signature(words["feedback.seal", stay.HostName], words.DayOrBlank(refused?.On))])
        { Format = PageFormat.Form };
    }
}
