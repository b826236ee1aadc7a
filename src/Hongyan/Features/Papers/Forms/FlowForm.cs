using Hongyan.Documents;
using Hongyan.Rules.Sojourns;
using static Hongyan.Documents.FormCell;

namespace Hongyan.Features.Papers.Forms;

/// <summary>How one stay goes: the leaf of the second ledger, sealed by both sides.</summary>
internal sealed class FlowForm() : SojournPaper("form-flow")
{
    private const int MostTalks = 8;

    public override bool Fits(SojournOnPaper stay, IReadOnlyList<Side> sides) => sides.Count > 0;

    public override Task<Document> MakeAsync(DocumentContext context, SojournPaperRequest asked, CancellationToken cancellation)
    {
        var (words, stay) = (context.Words, asked.Stay);
        return Task.FromResult(new Document(words.Language, words["form-flow.title"], Subtitle: null,
        [
            new SideLine(words["form.by", stay.Home.IsOutside ? stay.HostName : stay.Home.Name, words.Day(context.Today)]),
            new FormGrid([3.1, 3.9, 3.1, 3.9, 3.1, 3.9], [.. Stay(words, stay), .. Year(context, stay), .. Talks(words, stay), Seals(words)]),
        ])
        { Format = PageFormat.Form });
    }

    private static IEnumerable<FormRow> Stay(Words words, SojournOnPaper stay)
    {
        var sojourn = stay.Sojourn;
        return
        [
            new(Label(words["column.name"]), Value(stay.Member.Name), Label(words["column.sex"]), Value(words["sex." + stay.Member.Sex]),
                Label(words["column.phone"]), Value(stay.Member.Phone)),
            new(Label(words["column.home"]), Value(words.Home(stay.Home), columns: 3), Label(words["column.home-contact"]), Value(stay.ContactOf(Side.Home))),
            new(Label(words["column.departed"]), Value(words.Day(sojourn.DepartedOn)), Label(words["column.reason"]), Value(words.Reason(sojourn.Reason)),
                Label(words["column.expected-return"]), Value(words.Day(stay.Last<DepartureReported>()?.ExpectedReturn))),
            new(Label(words["column.destination"]), Value(sojourn.Destination, columns: 5)),
            new(Label(words["column.employer"]), Value(sojourn.Employer, columns: 3), Label(words["column.certificate"]), Value(sojourn.CertificateNumber)),
            new(Label(words["column.host"]), Value(stay.HostName, columns: 3), Label(words["column.arrived"]), Value(words.Day(stay.ArrivedOn))),
            new(Label(words["column.host-contact"]), Value(stay.ContactOf(Side.Host)), Label(words["column.host-phone"]), Value(stay.Host?.Phone),
                Label(words["column.state"]), Value(words["state." + sojourn.State])),
        ];
    }

    private static IEnumerable<FormRow> Year(DocumentContext context, SojournOnPaper stay)
    {
        var words = context.Words;
        var year = context.Today.Year;
        var lastMonth = stay.All<DuesPaid>().SelectMany(paid => paid.Months).Order(StringComparer.Ordinal).LastOrDefault();
        return
        [
            new(
                Label(words["form-flow.life"]), Value(words["form.times", stay.All<OrganizedLife>().Count(life => life.On.Year == year)]),
                Label(words["form-flow.dues"]), Value(lastMonth),
                Label(words["form-flow.review"]), Value(words.Grade(stay.Last<Reviewed>()?.Grade))),
        ];
    }

    private static IEnumerable<FormRow> Talks(Words words, SojournOnPaper stay)
    {
        yield return new FormRow(Label(words["form-flow.talks"], columns: 6));
        yield return new FormRow(Label(words["column.contact-on"]), Label(words["column.side"]), Label(words["column.means"]), Label(words["column.topic"]),
            Label(words["column.remark"], columns: 2));
        var talks = stay.All<Contact>().Where(contact => contact.Reached).TakeLast(MostTalks).ToList();
        foreach (var talk in talks)
        {
            yield return new FormRow(
                Value(talk.On.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)),
                Value(words[talk.By == Side.Home ? "side.home" : "side.host"]),
                Value(words.Choice("means", talk.Means)), Value(words.Choices("contact.topics", talk.Subjects)), Value(talk.Content ?? talk.Note, columns: 2));
        }
        for (var blank = talks.Count; blank < MostTalks; blank++)
            yield return new FormRow(Value(""), Value(""), Value(""), Value(""), Value("", columns: 2));
    }

    private static FormRow Seals(Words words) => new(
        [Room("", 3, words["form.home-seal"], words["day.blank"]), Room("", 3, words["form.host-seal"], words["day.blank"])], Height: 28);
}
