using Hongyan.Documents;
using Hongyan.Features.Papers;
using Hongyan.Rules.Agreements;
using static Hongyan.Documents.FormCell;

namespace Hongyan.Features.Agreements;

/// <summary>The minutes of one consultation: who was there, on what, what was said and decided, and whether the other party confirmed them.</summary>
internal sealed class MinutesPaper() : CasePaper("agreement-minutes", Agreement.Name, Pairing.Name)
{
    public override bool Fits(CaseOnPaper one) => one.Story.First<Consulted>() is not null;

    public override IEnumerable<(Guid Id, DateOnly On)> Each(CaseOnPaper one) =>
        one.Records.Where(record => record.Happened is Consulted).Select(record => (record.Row.Id, record.Happened.On));

    public override Document Make(Words words, CaseOnPaper one, Guid? record)
    {
        var minutes = one.The<Consulted>(record)!;
        var number = Consulted.AllOf(one.Story).FirstOrDefault(each => ReferenceEquals(each.Consulted, minutes)).Number;
        var (first, second) = (one.NameOf("proposer"), one.NameOf("partner"));
        return new Document(words.Language, words["minutes.title", one.Case.Title ?? ""], words.Day(minutes.On),
        [
            new FormGrid([3, 7, 3, 7],
            [
                new(Label(words["minutes.means"]), Value(words.ChoiceOf("consulted", "means", minutes.Means)), Label(words["minutes.place"]),
                    Value(minutes.Place)),
                new(Label(words["minutes.present", first]), Value(minutes.ProposerPresent, columns: 3)),
                new(Label(words["minutes.present", second]), Value(minutes.PartnerPresent, columns: 3)),
                new(Label(words["minutes.topics"]), Value(string.Join(words["and"],
                    minutes.Topics.Select(topic => words.ChoiceOf("consulted", "topics", topic))), columns: 3)),
                new([Label(words["minutes.text"]), Room(minutes.Minutes, columns: 3)], Height: 60),
            ]),
            .. Decisions(words, minutes),
            new SideLine(words["minutes.by", one.NameOf(minutes.By)]),
            new SideLine(Answer(words, one, number)),
            new SideLine(words["minutes.sign", first, second], AtEnd: true),
        ])
        { Format = PageFormat.Form };
    }

    private static IEnumerable<Block> Decisions(Words words, Consulted minutes) => minutes.Decisions.Count == 0 ? [] :
    [
        new FormGrid([10, 4, 5],
        [
            new(Label(words["minutes.decision"]), Label(words["agreement.owed.by"]), Label(words["minutes.by-day"])),
            .. minutes.Decisions.Select(decision => new FormRow(Room(decision.Text, 1), Value(words.Choice("owes", decision.Owes)),
                Value(words.Day(decision.On)))),
        ]),
    ];

    private static string Answer(Words words, CaseOnPaper one, int number) =>
        one.Story.First<MinutesConfirmed>(answer => answer.Consultation == Consulted.KeyOf(number)) is { } confirmed
            ? words["minutes.confirmed", one.NameOf(confirmed.By), words.Day(confirmed.On)]
        : one.Story.First<MinutesObjected>(answer => answer.Consultation == Consulted.KeyOf(number)) is { } objected
            ? words["minutes.objected", one.NameOf(objected.By), words.Day(objected.On), objected.Text ?? ""]
        : words["minutes.open"];
}
