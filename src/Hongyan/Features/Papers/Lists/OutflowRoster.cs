using Hongyan.Documents;
using Hongyan.Features.Import;
using Hongyan.Features.Import.Layout;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Features.Papers.Lists;

/// <summary>The roster of members away, in the columns that the importer reads.</summary>
internal sealed class OutflowRoster() : ListPaper("roster-outflow")
{
    private const string Kind = ImportKind.Outflow;

    public override bool HasNumbers => true;

    public override bool IsReadBack => true;

    public override async Task<Sheet> MakeAsync(DocumentContext context, Asked asked, CancellationToken cancellation)
    {
        var words = context.Words;
        var branches = await BranchNames.LoadAsync(context, asked.Organization, cancellation);
        var stays = new SojournPaperReading(context.Db).ReadAsync(context.AwayOn(asked.On, asked.Organization), ["departure-reported"], cancellation);
        return Sheet(words, asked, stays,
        [
            new(Label(Fields.Name), 9, stay => stay.Member.Name),
            new(Label(Fields.Sex), 5, stay => words["sex." + stay.Member.Sex]),
            new(Label(Fields.Born), 11, stay => stay.Member.Born, ColumnKind.Date),
            new(Label(Fields.Education), 8, stay => stay.Member.Education),
            .. asked.WithNumbers ? [new Said<SojournOnPaper>(Label(Fields.IdNumber), 20, stay => context.WholeNumberOf(stay.Member))]
                : Array.Empty<Said<SojournOnPaper>>(),
            new(Label(Fields.Departed), 11, stay => stay.Sojourn.DepartedOn, ColumnKind.Date),
            new(Label(Fields.Destination), 22, stay => stay.Sojourn.Destination),
            new(Label(Fields.Reason), 9, stay => words.Reason(stay.Sojourn.Reason)),
            new(Label(Fields.Employer), 16, stay => stay.Sojourn.Employer),
            new(Label(Fields.Phone), 13, stay => stay.Member.Phone),
            new(Label(Fields.Branch), 22, stay => branches.Of(stay.Home)),
            new(Label(Fields.HomePhone), 13, stay => stay.HomePhone),
            new(Label(Fields.HomeContact), 11, stay => stay.ContactOf(Side.Home)),
            new(Label(Fields.Certificate), 12, stay => stay.Sojourn.CertificateNumber),
            new(Label(Fields.ExpectedReturn), 13, stay => stay.Last<DepartureReported>()?.ExpectedReturn, ColumnKind.Date),
            new(Label(Fields.Remark), 16, stay => stay.Last<DepartureReported>()?.Note),
        ]);
    }

    private static string Label(string field) => Fields.Of(Kind, field).Label;
}
