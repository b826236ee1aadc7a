using Hongyan.Data;
using Hongyan.Documents;
using Hongyan.Features.Import;
using Hongyan.Features.Import.Layout;
using Hongyan.Features.Import.Values;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Papers.Lists;

/// <summary>All registered members, in those columns of the national system's export that are kept here.</summary>
internal sealed class MemberRoster() : ListPaper("roster-members")
{
    private const string Kind = ImportKind.Members;

    public override bool HasNumbers => true;

    public override bool IsReadBack => true;

    public override async Task<Sheet> MakeAsync(DocumentContext context, Asked asked, CancellationToken cancellation)
    {
        var words = context.Words;
        var branches = await BranchNames.LoadAsync(context, asked.Organization, cancellation);
        var (lo, hi) = DocumentContext.Below(asked.Organization);
        var members = context.Db.Members.AsNoTracking()
            .Where(member => member.LeftOn == null && member.HomePath!.CompareTo(lo) >= 0 && member.HomePath.CompareTo(hi) < 0)
            .OrderBy(member => member.HomePath).ThenBy(member => member.Name).ThenBy(member => member.Id)
            .AsAsyncEnumerable();
        return Sheet(words, asked, members,
        [
            new(Label(Fields.Name), 9, member => member.Name),
            new(Label(Fields.Sex), 5, member => words["sex." + member.Sex]),
            .. asked.WithNumbers ? [new Said<Member>(Label(Fields.IdNumber), 20, context.WholeNumberOf)] : Array.Empty<Said<Member>>(),
            new(Label(Fields.Nation), 8, member => member.Nation),
            new(Label(Fields.Born), 11, member => member.Born, ColumnKind.Date),
            new(Label(Fields.Education), 8, member => member.Education),
            new(Label(Fields.Status), 10, member => words["status." + member.Status]),
            new(Label(Fields.Branch), 24, member => branches.Of(member.HomePath!)),
            new(Label(Fields.Phone), 13, member => member.Phone),
            new(Label(Fields.Joined), 11, member => member.Joined, ColumnKind.Date),
            new(Label(Fields.Extended), 11, Extended, ColumnKind.Date),
            new(Label(Fields.Post), 13, member => member is { Category: "farmer", Rural: false } ? null : KnownWords.PostOf(member.Category)),
            new(Label(Fields.MigrantWorker), 8, words.Rural),
            new(Label(Fields.Address), 24, member => member.Address),
        ]);
    }

    /// <summary>Only an end of probation that is not one year after joining needs to be said.</summary>
    private static object? Extended(Member member) =>
        member.Status == "probationary" && member.ProbationEnds != member.Joined?.AddYears(1) ? member.ProbationEnds : null;

    private static string Label(string field) => Fields.Of(Kind, field).Label;
}
