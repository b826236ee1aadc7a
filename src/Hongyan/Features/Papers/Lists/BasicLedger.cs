using Hongyan.Documents;

namespace Hongyan.Features.Papers.Lists;

/// <summary>The first of the two ledgers: who the members away are.</summary>
internal sealed class BasicLedger() : ListPaper("ledger-basic")
{
    public override bool HasNumbers => true;

    public override Task<Sheet> MakeAsync(DocumentContext context, Asked asked, CancellationToken cancellation)
    {
        var words = context.Words;
        var stays = new SojournPaperReading(context.Db).ReadAsync(context.AwayOn(asked.On, asked.Organization), types: [], cancellation);
        return Task.FromResult(Sheet(words, asked, stays,
            new(words["column.name"], 9, stay => stay.Member.Name),
            new(words["column.sex"], 5, stay => words["sex." + stay.Member.Sex]),
            new(words["column.nation"], 7, stay => stay.Member.Nation),
            new(words["column.born"], 11, stay => stay.Member.Born, ColumnKind.Date),
            new(words["column.education"], 8, stay => stay.Member.Education),
            new(words["column.id"], asked.WithNumbers ? 19 : 9, stay => context.NumberOf(stay.Member, asked.WithNumbers)),
            new(words["column.branch"], 20, stay => stay.Home.Name),
            new(words["column.status"], 9, stay => words["status." + stay.Member.Status]),
            new(words["column.joined"], 11, stay => stay.Member.Joined, ColumnKind.Date),
            new(words["column.probation-ends"], 13, stay => stay.Member.ProbationEnds, ColumnKind.Date),
            new(words["column.category"], 9, stay => words.Category(stay.Member)),
            new(words["column.rural"], 7, stay => words.Rural(stay.Member)),
            new(words["column.phone"], 13, stay => stay.Member.Phone),
            new(words["column.address"], 22, stay => stay.Member.Address),
            new(words["column.details-on"], 13, stay => stay.Member.DetailsOn, ColumnKind.Date)));
    }
}
