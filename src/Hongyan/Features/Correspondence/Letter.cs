using Hongyan.Documents;
using Hongyan.Features.Records;
using Hongyan.Platform;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Features.Correspondence;

/// <summary>A letter between the sides as a document: its text line by line, under a title, signed by the organisation.</summary>
public static class Letter
{
    public const int Longest = 4000;

    public static Document Document(StayFile stay, Feedback letter, Texts texts)
    {
        var words = texts.For("Correspondence");
        var lines = (letter.Text ?? letter.Note ?? words["letter.empty"]).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return new Document(words["letter.language"], Title(stay, letter, words), Subtitle: null,
        [
            .. lines.Select(line => new Paragraph(line)),
            new Signature(stay.NameOf(letter.From) ?? words["letter.host.unknown"], words["letter.date", letter.On]),
        ]);
    }

    public static string Title(StayFile stay, Feedback letter, Texts words) =>
        words[letter.From == Side.Home ? "letter.title.home" : "letter.title.host." + (letter.Topic is "review" or "review-result" ? letter.Topic : "general"), stay.Person.Name];
}
