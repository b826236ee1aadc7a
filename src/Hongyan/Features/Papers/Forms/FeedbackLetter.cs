using Hongyan.Documents;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Features.Papers.Forms;

/// <summary>Word from one side to the other about a member, with a receipt to be sent back.</summary>
internal sealed class FeedbackLetter() : SojournPaper("feedback-letter")
{
    public override bool Fits(SojournOnPaper stay, IReadOnlyList<Side> sides) => stay.First<Feedback>() is not null;

    public override IEnumerable<(Guid Id, DateOnly On)> Each(SojournOnPaper stay) => Each<Feedback>(stay);

    public override Task<Document> MakeAsync(DocumentContext context, SojournPaperRequest asked, CancellationToken cancellation)
    {
        var (words, stay, feedback) = (context.Words, asked.Stay, asked.The<Feedback>());
        var (from, to) = feedback?.From == Side.Home ? (stay.Home.Name, stay.HostName) : (stay.HostName, stay.Home.Name);
        return Task.FromResult(Of(words, feedback, stay.Member.Name, from, to, Told(words, stay, feedback), withReceipt: true));
    }

    /// <summary>The one letter there is, on the page on which it is read and on paper. What was written stands as it was written.</summary>
    /// <param name="told">What it says when nobody wrote a text.</param>
    internal static Document Of(Words words, Feedback? feedback, string person, string from, string to, IEnumerable<string> told, bool withReceipt)
    {
        var day = words.DayOrBlank(feedback?.On);
        var (sender, receiver) = (from.Length > 0 ? from : words["feedback.no-host"], to.Length > 0 ? to : words["feedback.no-host"]);
        var written = feedback?.Text?.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
        List<Block> parts = feedback?.Told is { } how ? [new SideLine(words.Told(how))] : [];
        if (!(written is [var first, ..] && first[^1] is '：' or ':'))
            parts.Add(new Salutation(words["salutation", receiver]));
        parts.AddRange((written.Length > 0 ? written : told).Select(text => new Paragraph(text)));
        if (written.Length == 0)
            parts.Add(new Paragraph(words["feedback.closing"]));
        parts.Add(new Signature(words["feedback.seal", sender], day));
        if (withReceipt)
        {
            parts.AddRange([
                new CutLine(words["feedback.cut"]),
                new PartTitle(words["feedback.receipt"]),
                new Salutation(words["salutation", sender]),
                new Paragraph(words["feedback.receipt.text", person, day]),
                new Signature(words["feedback.seal", receiver], words["day.blank"]),
            ]);
        }
        return new Document(words.Language, words["feedback.title", person], Subtitle: null, parts) { Format = PageFormat.Form };
    }

    private static IEnumerable<string> Told(Words words, SojournOnPaper stay, Feedback? feedback)
    {
        yield return words["feedback.intro", stay.Member.Name, words.Day(stay.Sojourn.DepartedOn), stay.Home.Name,
            stay.HostName.Length > 0 ? stay.HostName : words["feedback.no-host"]];
        var until = feedback?.On ?? DateOnly.MaxValue;
        yield return words["feedback.facts", words.Choice("topic", feedback?.Topic),
            stay.All<OrganizedLife>().Count(life => life.On <= until),
            stay.All<DuesPaid>().Where(paid => paid.On <= until).SelectMany(paid => paid.Months).Distinct(StringComparer.Ordinal).Count()];
        if (feedback?.Note is { Length: > 0 } note) yield return note;
    }
}
