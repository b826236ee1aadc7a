using Hongyan.Certificates;
using Hongyan.Data;
using Hongyan.Documents;
using Hongyan.Platform;
using Hongyan.Rules.Identity;
using Hongyan.Rules.Outside;
using static Hongyan.Documents.FormCell;

namespace Hongyan.Features.Dispatches;

/// <summary>A letter with all that its paper shows.</summary>
internal sealed record LetterOnPaper(Dispatch Letter, string Person, Organization Sender);

/// <summary>Letters on paper, each with its return slip. Printed again, the slip is the same.</summary>
public sealed class DispatchPaper(Texts texts, Installation installation)
{
    private const double Code = 26; // millimetres
    private readonly Texts words = texts.For("Dispatches");

    internal string TitleOf(LetterOnPaper one) =>
        words[one.Letter.Kind == DispatchKind.Telling ? $"letter.telling.{one.Letter.What[0]}" : "letter." + one.Letter.Kind, one.Person];

    /// <summary>One document of them all, each on a new page.</summary>
    internal Document Of(IReadOnlyList<LetterOnPaper> letters) => new(
        TextBook.Language, letters is [var only] ? TitleOf(only) : words["letters.title", letters.Count], Subtitle: null,
        [.. letters.SelectMany((one, place) => place == 0 ? Blocks(one) : Blocks(one).Prepend(new PageBreak()))])
    {
        Format = PageFormat.Form,
        ShowsTitle = false,
    };

    private IEnumerable<Block> Blocks(LetterOnPaper one)
    {
        var (letter, sender) = (one.Letter, one.Sender);
        yield return new PartTitle(TitleOf(one));
        yield return new SideLine(words["letter.number", letter.Numbered], AtEnd: true);
        var lines = letter.Content.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        foreach (var (line, place) in lines.Select((line, at) => (line, at)))
            yield return place == 0 && line[^1] is '：' or ':' ? new Salutation(line) : new Paragraph(line);
        yield return new Signature(words["letter.seal", sender.Name], Day(letter.SentOn ?? letter.DraftedOn));
        yield return new CutLine(words["slip.cut"]);
        yield return new PartTitle(words["slip.title"]);
        yield return new SideLine(words["letter.number", letter.Numbered], AtEnd: true);
        yield return new Salutation(words["draft.to", sender.Name]);
        yield return Slip(one);
        yield return new SideLine(Address(sender));
    }

    private FormGrid Slip(LetterOnPaper one)
    {
        var (letter, kind) = (one.Letter, DispatchKind.Of(one.Letter.Kind));
        var boxes = string.Join("　", kind.Choices.Select(choice => "☐" + kind.ChoiceText(choice, texts)));
        var asked = kind.QuestionsOf(letter).Select(what => (texts.For("Records")["choice.home-asked.what." + what], boxes)).ToList();
        if (asked.Count == 0)
            asked.Add((words["slip.received"], "☐" + words["slip.received.yes"]));
        List<FormRow> rows = [.. asked.Select(row => new FormRow(Label(row.Item1), Value(row.Item2, columns: 2)))];
        var height = Math.Max(rows.Count + 3, 4);
        return new FormGrid([3.2, 5.4, 3.6, 3.4],
        [
            new([Label(words["slip.person"]), Value(Surname.Covered(one.Person), columns: 2),
                Value("") with { Rows = height, Picture = Picture(letter), Closing = [words["slip.number", Spaced(letter.SlipNumber)]] }]),
            .. rows,
            new([Label(words["slip.text"]), Room("", 2)], Height: 14),
            new([Label(words["slip.signer"]), Room("", 2, words["slip.seal"])], Height: 20),
        ]);
    }

    /// <summary>The code says nothing of anybody: an address with random bits, or the bits alone where nobody knows the address.</summary>
    private Picture Picture(Dispatch letter)
    {
        var code = SlipCode.Write(letter.SlipCode);
        var text = installation.Options.PublicAddress is { } address ? $"{address.ToString().TrimEnd('/')}/Slip/{code}" : code;
        return new Picture(QrPicture.Png(text), Code, words["slip.code", letter.Numbered]);
    }

    public static string Spaced(string number) => number[..5] + "-" + number[5..];

    private string Address(Organization sender) =>
        string.Join("　", new[] { words["slip.back"], sender.Name, sender.Address, sender.Postcode, sender.Phone }.OfType<string>());

    private string Day(DateOnly day) => words["letter.day", day];
}
