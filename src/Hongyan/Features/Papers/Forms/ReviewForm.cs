using System.Globalization;
using Hongyan.Documents;
using Hongyan.Rules.Profiles;
using Hongyan.Rules.Sojourns;
using static Hongyan.Documents.FormCell;

namespace Hongyan.Features.Papers.Forms;

/// <summary>The form of the yearly review: what is known is filled in, the votes and the opinions are written by people.</summary>
internal sealed class ReviewForm() : SojournPaper("review-form")
{
    public override bool Fits(SojournOnPaper stay, IReadOnlyList<Side> sides) => sides.Count > 0;

    public override IEnumerable<(Guid Id, DateOnly On)> Each(SojournOnPaper stay) => Each<Reviewed>(stay);

    public override async Task<Document> MakeAsync(DocumentContext context, SojournPaperRequest asked, CancellationToken cancellation)
    {
        var (words, stay, review) = (context.Words, asked.Stay, asked.The<Reviewed>());
        var (member, sojourn) = (stay.Member, stay.Sojourn);
        var day = review?.On ?? context.Today;
        var year = review?.Year ?? day.Year;
        var grades = (await context.PolicyAtAsync(stay.Home.Path, cancellation)).Get(Parameters.ReviewGrades, day);
        return new Document(words.Language, words["review.title", year], Subtitle: null,
        [
            new SideLine(words["form.by", review?.Venue == "host" ? stay.HostName : stay.Home.Name, words.Day(day)]),
            new FormGrid([3.1, 3.9, 3.1, 3.9, 3.1, 3.9],
            [
                new(Label(words["column.name"]), Value(member.Name), Label(words["column.sex"]), Value(words["sex." + member.Sex]), Label(words["column.born"]),
                    Value(words.Day(member.Born))),
                new(Label(words["column.joined"]), Value(words.Day(member.Joined)), Label(words["column.status"]), Value(words["status." + member.Status]),
                    Label(words["column.certificate"]), Value(sojourn.CertificateNumber)),
                new(Label(words["column.home"]), Value(words.Home(stay.Home), columns: 2), Label(words["column.host"]), Value(stay.HostName, columns: 2)),
                new([Label(words["review.own"]),
                    Room(stay.All<MemberReported>().LastOrDefault(report => report.On.Year == year)?.Text, 5, words["form.own-sign"], words["day.blank"])],
                    Height: 52),
                new(Label(words["review.life"]), Value(words["form.times", stay.All<OrganizedLife>().Count(life => life.On.Year == year)]),
                    Label(words["review.dues"]), Value(words["form.months", Months(stay, year)]), Label(words["review.reports"]),
                    Value(words["form.times", stay.All<MemberReported>().Count(report => report.On.Year == year)])),
                new([Label(words["review.vote"]), .. Votes(words, grades)], Height: 14),
                new([Label(words["review.other"]), Room(OtherSide(stay, year), 5, words["form.host-seal"], words["day.blank"])], Height: 36),
                new([Label(words["review.grade"]), Value(Boxes.Of(grades.Select(grade => (words.Grade(grade), grade == review?.Grade))), columns: 5)],
                    Height: 11),
                new([Label(words["review.branch"]), Room("", 5, words["form.secretary-sign"], words["form.seal"], words.DayOrBlank(review?.On))], Height: 34),
                new([Label(words["review.seen"]), Room("", 5, words["form.own-sign"], words["day.blank"])], Height: 22),
            ]),
        ])
        { Format = PageFormat.Form };
    }

    /// <summary>Room for the number of votes on each grade, over the five columns beside the label.</summary>
    private static IEnumerable<FormCell> Votes(Words words, IReadOnlyList<string> grades) =>
        [Value(string.Join("　", grades.Select(grade => words["review.votes", words.Grade(grade)])), columns: 5)];

    private static int Months(SojournOnPaper stay, int year) => stay.All<DuesPaid>().SelectMany(paid => paid.Months)
        .Distinct(StringComparer.Ordinal).Count(month => month.StartsWith(year.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));

    private static string? OtherSide(SojournOnPaper stay, int year)
    {
        var word = stay.All<Feedback>().LastOrDefault(feedback => feedback is { From: Side.Host, Topic: "review" } && feedback.On.Year == year);
        return word?.Text ?? word?.Note;
    }
}
