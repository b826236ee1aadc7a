using Hongyan.Documents;
using Hongyan.Features.Import;
using Hongyan.Features.Import.Layout;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Papers.Lists;

/// <summary>The organisations below one, in the columns that the importer reads.</summary>
internal sealed class OrganizationList() : ListPaper("organizations")
{
    private const string Kind = ImportKind.Organizations;

    public override bool IsReadBack => true;

    public override Task<Sheet> MakeAsync(DocumentContext context, Asked asked, CancellationToken cancellation)
    {
        var words = context.Words;
        var (lo, hi) = DocumentContext.Below(asked.Organization);
        var organizations = context.Db.Organizations.AsNoTracking()
            .Where(one => one.Path.CompareTo(lo) >= 0 && one.Path.CompareTo(hi) < 0).OrderBy(one => one.Path).AsAsyncEnumerable();
        return Task.FromResult(Sheet(words, asked, organizations,
            new(Label(Fields.Code), 16, one => one.Path),
            new(Label(Fields.Name), 34, one => one.Name),
            new(Label(Fields.Kind), 18, one => words["kind." + one.Kind]),
            new(Label(Fields.Superior), 16, one => one.Path.Length > 3 ? one.Path[..^4] : null),
            new(Label(Fields.Region), 14, one => one.RegionCode),
            new(Label(Fields.Phone), 15, one => one.Phone),
            new(Label(Fields.Address), 34, one => one.Address),
            new(Label(Fields.Fax), 15, one => one.Fax),
            new(Label(Fields.Postcode), 10, one => one.Postcode)));
    }

    private static string Label(string field) => Fields.Of(Kind, field).Label;
}
