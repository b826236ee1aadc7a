using Hongyan.Documents;
using Hongyan.Rules.Sojourns;
using static Hongyan.Documents.FormCell;

namespace Hongyan.Features.Papers.Forms;

/// <summary>What the host says of a probationary member before home decides; without an opinion yet, the form to be filled in.</summary>
internal sealed class ConversionLetter() : SojournPaper("conversion-opinion")
{
    public override bool Fits(SojournOnPaper stay, IReadOnlyList<Side> sides) =>
        stay.Member.Status == "probationary" || stay.First<ConversionOpinion>() is not null;

    public override IEnumerable<(Guid Id, DateOnly On)> Each(SojournOnPaper stay) => Each<ConversionOpinion>(stay);

    public override Task<Document> MakeAsync(DocumentContext context, SojournPaperRequest asked, CancellationToken cancellation)
    {
        var (words, stay, opinion) = (context.Words, asked.Stay, asked.The<ConversionOpinion>());
        var member = stay.Member;
        return Task.FromResult(new Document(words.Language, words["conversion.title"], Subtitle: null,
        [
            new Salutation(words["salutation", stay.Home.Name.Length > 0 ? stay.Home.Name : words.Home(stay.Home)]),
            new FormGrid([3.1, 3.9, 3.1, 3.9, 3.1, 3.9],
            [
                new(Label(words["column.name"]), Value(member.Name), Label(words["column.sex"]), Value(words["sex." + member.Sex]), Label(words["column.born"]),
                    Value(words.Day(member.Born))),
                new(Label(words["column.joined"]), Value(words.Day(member.Joined)), Label(words["column.probation-ends"]),
                    Value(words.Day(member.ProbationEnds)), Label(words["column.certificate"]), Value(stay.Sojourn.CertificateNumber)),
                new(Label(words["column.home"]), Value(words.Home(stay.Home), columns: 3),
                    Label(words["column.departed"]), Value(words.Day(stay.Sojourn.DepartedOn))),
                new(Label(words["column.host"]), Value(stay.HostName, columns: 3), Label(words["column.arrived"]), Value(words.Day(stay.ArrivedOn))),
                new([Label(words["conversion.conduct"]), Room(Conduct(words, stay), 5)], Height: 42),
                new([Label(words["conversion.opinion"]),
                    Room(Opinion(words, opinion), 5, words["form.host-secretary-sign"], words["form.seal"], words.DayOrBlank(opinion?.On))], Height: 60),
                new([Label(words["conversion.home"]),
                    Room(Decision(words, stay), 5, words["form.secretary-sign"], words["form.seal"], words.DayOrBlank(stay.Last<ConversionDecided>()?.On))],
                    Height: 48),
            ]),
            new SideLine(words["conversion.note"]),
        ])
        { Format = PageFormat.Form });
    }

    /// <summary>Facts only, from the records: what he took part in and paid.</summary>
    private static string Conduct(Words words, SojournOnPaper stay) => words["conversion.conduct.text",
        stay.All<OrganizedLife>().Count(),
        stay.All<DuesPaid>().SelectMany(paid => paid.Months).Distinct(StringComparer.Ordinal).Count(),
        stay.All<MemberReported>().Count(),
        stay.All<Educated>().Count()];

    private static string Opinion(Words words, ConversionOpinion? opinion)
    {
        var boxes = Boxes.Of(new[] { "convert", "extend", "cancel" }.Select(choice => (words["conversion." + choice], opinion?.Opinion == choice)));
        return string.Join("\n", new[] { boxes, opinion?.Text, opinion?.Told is { } how ? words.Told(how) : null }.Where(line => !string.IsNullOrEmpty(line)));
    }

    private static string Decision(Words words, SojournOnPaper stay)
    {
        var decided = stay.Last<ConversionDecided>();
        return Boxes.Of(new[] { "converted", "extended", "cancelled" }.Select(result => (words.Choice("result", result), decided?.Result == result)))
            + (decided?.ExtendedTo is { } until ? "\n" + words["conversion.until", words.Day(until)] : "");
    }
}
