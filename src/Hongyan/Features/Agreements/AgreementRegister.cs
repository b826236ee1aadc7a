using Hongyan.Documents;
using Hongyan.Features.Papers;
using Hongyan.Records;
using Hongyan.Rules.Agreements;

namespace Hongyan.Features.Agreements;

/// <summary>The agreements and pairings of an organisation and of those below it.</summary>
internal sealed class AgreementRegister() : ListPaper("agreements")
{
    public override async Task<Sheet> MakeAsync(DocumentContext context, Asked asked, CancellationToken cancellation)
    {
        var words = context.Words;
        var all = await new AgreementReading(context.Db, context.Cases!).AllAsync(asked.On, cancellation);
        var lines = all.Where(one => one.Parties.Any(party => party.Path is { } path && Writers.Within(path, asked.Organization.Path))
            && one.Story.Events.Count > 0);
        return Sheet(words, asked, lines.ToAsyncEnumerable(),
            new(words["column.title"], 22, one => one.Case.Title),
            new(words["column.matter"], 9, one => words["matter." + one.Case.Kind]),
            new(words["column.proposer"], 20, one => one.PartyOf("proposer").Name),
            new(words["column.partner"], 20, one => one.PartyOf("partner").Name),
            new(words["column.state"], 10, one => words["matter.state." + one.Story.State]),
            new(words["column.from"], 11, one => TextOf(one)?.From, ColumnKind.Date),
            new(words["column.until"], 11, one => TextOf(one)?.Until, ColumnKind.Date),
            new(words["column.consulted"], 8, one => one.Story.All<Consulted>().Count(), ColumnKind.Number),
            new(words["column.activities"], 8, one => one.Story.All<JointActivity>().Count(), ColumnKind.Number));
    }

    private static AgreementDrafted? TextOf(ReadAgreement one)
    {
        var texts = AgreementTexts.Of(one.Story);
        return texts.InForceOn(one.Story.AsOf)?.Text ?? texts.Newest?.Text ?? texts.Draft;
    }
}
