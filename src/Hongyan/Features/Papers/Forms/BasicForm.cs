using Hongyan.Documents;
using Hongyan.Rules.Sojourns;
using static Hongyan.Documents.FormCell;

namespace Hongyan.Features.Papers.Forms;

/// <summary>Who one member away is: the leaf of the first ledger.</summary>
internal sealed class BasicForm() : SojournPaper("form-basic")
{
    public override bool HasNumber => true;

    public override bool Fits(SojournOnPaper stay, IReadOnlyList<Side> sides) => sides.Contains(Side.Home);

    public override Task<Document> MakeAsync(DocumentContext context, SojournPaperRequest asked, CancellationToken cancellation)
    {
        var (words, stay) = (context.Words, asked.Stay);
        var (member, sojourn) = (stay.Member, stay.Sojourn);
        return Task.FromResult(new Document(words.Language, words["form-basic.title"], Subtitle: null,
        [
            new SideLine(words["form.by", stay.Home.Name, words.Day(context.Today)]),
            new FormGrid([3.1, 5, 3.1, 4.9, 4],
            [
                new(Label(words["column.name"]), Value(member.Name), Label(words["column.sex"]), Value(words["sex." + member.Sex]),
                    Value(words["form.photo"]) with { Rows = 4 }),
                new(Label(words["column.born"]), Value(words.Day(member.Born)), Label(words["column.nation"]), Value(member.Nation)),
                new(Label(words["column.education"]), Value(member.Education), Label(words["column.category"]), Value(words.Category(member))),
                new(Label(words["column.status"]), Value(words["status." + member.Status]), Label(words["column.rural"]), Value(words.Rural(member))),
                new(Label(words["column.joined"]), Value(words.Day(member.Joined)), Label(words["column.probation-ends"]),
                    Value(words.Day(member.ProbationEnds), columns: 2)),
                new(Label(words["column.id"]), Value(context.NumberOf(member, asked.WithNumber)), Label(words["column.phone"]),
                    Value(member.Phone, columns: 2)),
                new(Label(words["column.branch"]), Value(stay.Home.Name, columns: 4)),
                new(Label(words["column.address"]), Value(member.Address, columns: 4)),
                new(Label(words["column.departed"]), Value(words.Day(sojourn.DepartedOn)), Label(words["column.reason"]),
                    Value(words.Reason(sojourn.Reason), columns: 2)),
                new(Label(words["column.destination"]), Value(sojourn.Destination, columns: 4)),
                new(Label(words["column.employer"]), Value(sojourn.Employer, columns: 4)),
                new([Label(words["form.own-word"]), Room("", 4, words["form.own-sign"], words["day.blank"])], Height: 46),
                new([Label(words["form.branch-word"]), Room("", 4, words["form.secretary-sign"], words["form.seal-day"])], Height: 50),
            ]),
        ])
        { Format = PageFormat.Form });
    }
}
