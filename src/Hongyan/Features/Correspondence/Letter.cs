using Hongyan.Documents;
using Hongyan.Features.Papers;
using Hongyan.Features.Papers.Forms;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Features.Correspondence;

/// <summary>A letter between the sides.</summary>
public static class Letter
{
    public const int Longest = 4000;

    /// <summary>As the page shows it; the file has the receipt below it.</summary>
    internal static Document Document(SojournFile stay, Feedback letter, Texts texts, bool withReceipt) => FeedbackLetter.Of(
        new Words(TextBook.Language), letter, stay.Person.Name, stay.NameOf(letter.From) ?? "",
        stay.NameOf(letter.From == Side.Home ? Side.Host : Side.Home) ?? "",
        [letter.Note ?? texts.For("Correspondence")["letter.empty"]], withReceipt);

    public static string Title(SojournFile stay, Feedback letter, Texts words) =>
        words[letter.From == Side.Home ? "letter.title.home" : "letter.title.host." + (letter.Topic is "review" or "review-result" ? letter.Topic : "general"),
            stay.Person.Name];
}
