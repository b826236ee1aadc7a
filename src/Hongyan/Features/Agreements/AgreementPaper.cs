using System.Globalization;
using Hongyan.Documents;
using Hongyan.Features.Papers;
using Hongyan.Rules.Agreements;
using static Hongyan.Documents.FormCell;

namespace Hongyan.Features.Agreements;

/// <summary>The agreement in two copies, one for each party: duties, targets, methods, guarantees, and room for both seals.</summary>
internal sealed class AgreementPaper() : CasePaper("agreement-text", Agreement.Name, Pairing.Name)
{
    public override bool Fits(CaseOnPaper one) => TextOf(one) is not null;

    public override Document Make(Words words, CaseOnPaper one, Guid? record)
    {
        var (number, text) = TextOf(one)!.Value;
        return new Document(words.Language, text.Title ?? "", Subtitle: null,
            [.. Copy(words, one, number, text, "agreement.copy.first"), new PageBreak(), .. Copy(words, one, number, text, "agreement.copy.second")])
        { Format = PageFormat.Form, ShowsTitle = false };
    }

    /// <summary>The text in force; before one is, the newest, and before that the draft.</summary>
    private static (int? Number, AgreementDrafted Text)? TextOf(CaseOnPaper one)
    {
        var texts = AgreementTexts.Of(one.Story);
        return (texts.InForceOn(one.Story.AsOf) ?? texts.Newest) is { } version ? (version.Number, version.Text)
            : texts.Draft is { } draft ? (null, draft) : null;
    }

    private static IEnumerable<Block> Copy(Words words, CaseOnPaper one, int? number, AgreementDrafted text, string copy)
    {
        var (first, second) = (one.NameOf("proposer"), one.NameOf("partner"));
        return
        [
            new PartTitle(text.Title ?? ""),
            new SideLine(words[copy] + (number is { } known ? words["agreement.version", known] : words["agreement.draft"]), AtEnd: true),
            new Paragraph(words["agreement.parties", first, second]),
            new Paragraph(words["agreement.covers", words.Choice("direction", text.Direction), words.Choice("covers", text.Covers), one.IsParty
                ? text.Coverage : ""]),
            new Paragraph(words["agreement.term", words.Day(text.From), words.Day(text.Until)]),
            new Heading(words["agreement.duties"]),
            Lines(words, text.Duties.Select(line => (line.Text, words.Choice("owes", line.Owes),
                words.Choice("every", line.Every) + (line.On is { } on ? " " + words.Day(on) : ""))), "owed"),
            new Heading(words["agreement.targets"]),
            text.Targets.Count == 0 ? new Paragraph(words["agreement.none"])
                : Lines(words, text.Targets.Select(line => (line.Text, line.Value.ToString(CultureInfo.InvariantCulture), words.Day(line.On))), "targets"),
            new Heading(words["agreement.methods"]),
            new Paragraph(words.Choices("methods", text.Methods)),
            .. text.Activities is { } activities ? [new Paragraph(words["agreement.activities", activities])] : Array.Empty<Block>(),
            new Heading(words["agreement.guarantees"]),
            new Paragraph(text.Guarantees ?? words["agreement.none"]),
            .. one.IsParty && text.Contacts.Count > 0
                ? [new Heading(words["agreement.contacts"], 2),
                    Lines(words, text.Contacts.Select(line => ($"{line.Name} {line.Post}".Trim(), one.NameOf(line.Side), line.Phone ?? "")), "contacts")]
                : Array.Empty<Block>(),
            new FormGrid([1, 1], [Signatures(words, one, number, first, second)]) { HasLines = false },
        ];
    }

    private static FormGrid Lines(Words words, IEnumerable<(string What, string By, string When)> lines, string heads) => new([10, 4, 5],
    [
        new(Label(words[$"agreement.{heads}.what"]), Label(words[$"agreement.{heads}.by"]), Label(words[$"agreement.{heads}.when"])),
        .. lines.Select(line => new FormRow(Room(line.What, 1), Value(line.By), Value(line.When))),
    ]);

    private static FormRow Signatures(Words words, CaseOnPaper one, int? number, string first, string second)
    {
        var version = AgreementTexts.Of(one.Story).Versions.FirstOrDefault(version => version.Number == number);
        return new([Side("proposer", first), Side("partner", second)], Height: 36);

        FormCell Side(string side, string name) => Room(words["agreement.party", name], 1,
            words["agreement.signer", version?.SignedBy(side)?.Signer ?? ""], words["agreement.seal"], words.DayOrBlank(version?.SignedBy(side)?.On));
    }
}
