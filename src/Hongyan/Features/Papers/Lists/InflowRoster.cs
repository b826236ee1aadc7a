using Hongyan.Documents;
using Hongyan.Features.Import;
using Hongyan.Features.Import.Layout;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Features.Papers.Lists;

/// <summary>The roster of members placed here, in the columns that the importer reads.</summary>
internal sealed class InflowRoster() : ListPaper("roster-inflow")
{
    private const string Kind = ImportKind.Inflow;

    public override bool IsReadBack => true;

    public override async Task<Sheet> MakeAsync(DocumentContext context, Asked asked, CancellationToken cancellation)
    {
        var words = context.Words;
        var branches = await BranchNames.LoadAsync(context, asked.Organization, cancellation);
        var placed = context.HereOn(asked.On, asked.Organization).Where(stay => stay.State == "placed");
        var stays = new SojournPaperReading(context.Db).ReadAsync(placed, ["reported-in", "placed"], cancellation);
        return Sheet(words, asked, stays,
            new(Label(Fields.Name), 9, stay => stay.Member.Name),
            new(Label(Fields.Sex), 5, stay => words["sex." + stay.Member.Sex]),
            new(Label(Fields.Born), 11, stay => stay.Member.Born, ColumnKind.Date),
            new(Label(Fields.Departed), 11, stay => stay.Sojourn.DepartedOn, ColumnKind.Date),
            new(Label(Fields.Arrived), 11, stay => stay.ArrivedOn ?? stay.Sojourn.DepartedOn, ColumnKind.Date),
            new(Label(Fields.Branch), 22, stay => branches.Of(stay.Host!)),
            new(Label(Fields.Home), 22, stay => words.Home(stay.Home)),
            new(Label(Fields.HomePhone), 13, stay => stay.HomePhone),
            new(Label(Fields.HomeContact), 11, stay => stay.ContactOf(Side.Home)),
            new(Label(Fields.Reason), 9, stay => words.Reason(stay.Sojourn.Reason)),
            new(Label(Fields.Employer), 18, stay => stay.Sojourn.Employer),
            new(Label(Fields.Phone), 13, stay => stay.Member.Phone),
            new(Label(Fields.Certificate), 14, stay => stay.Sojourn.CertificateNumber));
    }

    private static string Label(string field) => Fields.Of(Kind, field).Label;
}
