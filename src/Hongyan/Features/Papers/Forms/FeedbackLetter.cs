using Hongyan.Documents;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Features.Papers.Forms;

/// <summary>Word from one side to the other about a member, with a receipt to be sent back.</summary>
internal sealed class FeedbackLetter() : StayPaper("feedback-letter")
{
    public override bool Fits(StayOnPaper stay, IReadOnlyList<Side> sides) => stay.First<Feedback>() is not null;

    public override IEnumerable<(Guid Id, DateOnly On)> Each(StayOnPaper stay) => Each<Feedback>(stay);

    public override Task<Document> MakeAsync(Desk desk, StayAsked asked, CancellationToken cancellation)
    {
        var (words, stay, feedback) = (desk.Words, asked.Stay, asked.The<Feedback>());
        var isHosts = feedback?.From != Side.Home;
        var (from, to) = isHosts ? (stay.HostName, stay.Home.Name) : (stay.Home.Name, stay.HostName);
        var day = words.DayOrBlank(feedback?.On);
        return Task.FromResult(new Document(words.Language, words["feedback.title", stay.Member.Name], Subtitle: null,
        [
            new Salutation(words["salutation", to]),
            .. Body(words, stay, feedback).Select(text => new Paragraph(text)),
            new Paragraph(words["feedback.closing"]),
            new Signature(words["feedback.seal", from], day),
            new CutLine(words["feedback.cut"]),
            new PartTitle(words["feedback.receipt"]),
            new Salutation(words["salutation", from]),
            new Paragraph(words["feedback.receipt.text", stay.Member.Name, day]),
            new Signature(words["feedback.seal", to], words["day.blank"]),
        ])
        { Format = PageFormat.Form });
    }

    private static IEnumerable<string> Body(Words words, StayOnPaper stay, Feedback? feedback)
    {
        if (feedback?.Text is { Length: > 0 } text)
        {
            foreach (var line in text.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)) yield return line;
            yield break;
        }
        yield return words["feedback.intro", stay.Member.Name, words.Day(stay.Sojourn.DepartedOn), stay.Home.Name, stay.HostName.Length > 0 ? stay.HostName : words["feedback.no-host"]];
        var until = feedback?.On ?? DateOnly.MaxValue;
        yield return words["feedback.facts", words.Choice("topic", feedback?.Topic),
            stay.All<OrganizedLife>().Count(life => life.On <= until),
            stay.All<DuesPaid>().Where(paid => paid.On <= until).SelectMany(paid => paid.Months).Distinct(StringComparer.Ordinal).Count()];
        if (feedback?.Note is { Length: > 0 } note) yield return note;
    }
}
