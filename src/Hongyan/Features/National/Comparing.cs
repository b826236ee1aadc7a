using Hongyan.Data;
using Hongyan.Features.Import;
using Hongyan.Features.Import.Layout;
using Hongyan.Features.Import.Reading;
using Hongyan.Platform;
using Hongyan.Rules.National;
using Hongyan.Rules.Outside;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.National;

/// <summary>What is compared: a file, an organisation and its side, a day.</summary>
internal sealed record CompareOrder(Organization Organization, string Side, DateOnly On, bool IsWhole, string FileName);

/// <summary>A comparison that is not saved yet.</summary>
internal sealed record Compared(NationalComparison Comparison, IReadOnlyList<NationalLine> Lines, ComparisonCounts Counts);

/// <summary>
/// A file of the national system beside what is known here. Comparing writes no record: every line waits for somebody who decides. Only hashes of the
/// ID numbers of the organisation's own people are compared.
/// </summary>
public sealed class Comparing(HongyanDb db, PolicyLibrary policy, Secrets secrets, Audit audit, Actor actor, TimeProvider clock)
{
    private const int ShownProblems = 200;
    private const int ShortestPart = 5;

    /// <exception cref="UnreadableFile">The file is refused as a whole.</exception>
    internal async Task<Compared> CompareAsync(byte[] content, CompareOrder order, CancellationToken cancellation)
    {
        var (layout, organization) = (policy.National, order.Organization);
        var file = NationalFile.Read(content, layout, order.Side, ChinaDate.Today(clock));
        if (file.OtherSide == file.All)
            throw new UnreadableFile("national-side", file.OtherSide);
        var known = await new OwnStays(db, secrets).ReadAsync(organization, order.Side, order.On, file.Rows, cancellation);
        List<NationalRow> theirs = [.. file.Rows.Select((row, place) => new NationalRow(
            place, row.Number is { } number ? Convert.ToHexString(secrets.Hash(number.Digits)) : null, row.Name, row.Born, row.Facts))];
        var comparison = new FlowComparison(theirs, [.. known.Select(one => one.Own)], new FlowScope(
            ColumnsOf(file, order.Side), order.IsWhole, new Places(policy).AreSame, SameOrganization));
        await RefuseOtherAsync(file, order, layout, comparison, cancellation);
        return Keep(comparison, file, known, order);
    }

    /// <summary>Keeps the comparison and notes it. The caller owns the transaction.</summary>
    internal async Task SaveAsync(Compared compared, CancellationToken cancellation)
    {
        var (comparison, counts) = (compared.Comparison, compared.Counts);
        db.NationalComparisons.Add(comparison);
        db.NationalLines.AddRange(compared.Lines);
        audit.Note("national-compared", comparison.Id.ToString(), new
        {
            Org = comparison.OrgPath, comparison.Side, On = comparison.OnDate, comparison.IsWhole,
            counts.Rows, counts.OnlyThere, counts.OnlyHere, counts.Differs, counts.Same,
        });
        await db.SaveChangesAsync(cancellation);
        db.ChangeTracker.Clear();
    }

    /// <summary>A host is not told by that system where its guests live, and home not when they arrived.</summary>
    private static HashSet<string> ColumnsOf(NationalFile file, string side)
    {
        HashSet<string> columns = [.. file.Columns];
        if (side == NationalLayout.Inflow)
            columns.Remove(FlowComparison.Place);
        return columns;
    }

    /// <summary>A file in which nothing belongs to the organisation was taken for another one.</summary>
    private async Task RefuseOtherAsync(
        NationalFile file, CompareOrder order, NationalLayout layout, FlowComparison comparison, CancellationToken cancellation)
    {
        var column = order.Side == NationalLayout.Outflow ? Fields.Home : Fields.Host;
        var named = file.Rows.Where(row => row.Of(column) is not null).ToList();
        if (named.Count == 0 || comparison.Lines.Any(line => line is { Theirs: not null, Ours: not null }))
            return;
        var (lo, hi) = (order.Organization.Path, order.Organization.Path + "/");
        var own = await db.Organizations.AsNoTracking().Where(o => o.Path.CompareTo(lo) >= 0 && o.Path.CompareTo(hi) < 0).Select(o => o.Name)
            .ToListAsync(cancellation);
        var keys = own.Select(KeyOf).ToHashSet();
        if (named.Select(row => KeyOf(row.Of(column)!)).Distinct().Any(said => keys.Any(key => AreSame(key, said))))
            return;
        throw new UnreadableFile("national-other", named[0].Place, layout.ColumnOf(column).Heading, named[0].Of(column)!, order.Organization.Name);
    }

    private string KeyOf(string name) => OutsideName.Key(name, division: null, policy.Divisions);

    private bool SameOrganization(string one, string other) => AreSame(KeyOf(one), KeyOf(other));

    /// <summary>That system writes whole lines of organisations, this one the name alone.</summary>
    private static bool AreSame(string one, string other) => one == other
        || (other.Length >= ShortestPart && one.EndsWith(other, StringComparison.Ordinal))
        || (one.Length >= ShortestPart && other.EndsWith(one, StringComparison.Ordinal));

    private Compared Keep(FlowComparison comparison, NationalFile file, IReadOnlyList<KnownStay> known, CompareOrder order)
    {
        var (id, stays) = (Guid.CreateVersion7(), known.Where(one => one.Stay is not null).ToDictionary(one => one.Stay!.Id));
        var people = known.DistinctBy(one => one.Person.Id).ToDictionary(one => one.Person.Id);
        List<NationalLine> lines = [.. comparison.Lines.OrderBy(line => line.Difference == FlowDifference.Same).ThenBy(line => line.Difference)
            .ThenBy(line => line.Ours is { } ours ? people[ours.Member].Branch : "", StringComparer.Ordinal).ThenBy(line => line.Theirs?.Row)
            .Select((line, place) =>
            {
                var row = line.Theirs is { } theirs ? file.Rows[theirs.Row] : null;
                var ours = line.Ours?.Stay is { } stay ? stays[stay] : line.Ours is { } member ? people[member.Member] : null;
                return new NationalLine
                {
                    OrgPath = order.Organization.Path, ComparisonId = id, Number = place + 1, Difference = NameOf(line.Difference), Fields = [.. line.Fields],
                    BranchPath = ours?.Branch, PersonId = ours?.Person.Id, SojournId = line.Ours?.Stay,
                    IsRegistered = line.Ours?.Stay is not null && ours!.IsRegistered,
                    Facts = FactsOf(line, row, ours, order.Side).Write(),
                };
            })];
        var counts = new ComparisonCounts
        {
            Rows = file.All, Wrong = file.Wrong, OtherSide = file.OtherSide, Repeated = comparison.Repeated, Over = comparison.Over,
            Open = known.Count(one => one.Own.IsOpen), NotInPart = comparison.NotInPart, OnlyThere = comparison.Count(FlowDifference.OnlyThere),
            OnlyHere = comparison.Count(FlowDifference.OnlyHere), Differs = comparison.Count(FlowDifference.Differs),
            Same = comparison.Count(FlowDifference.Same),
            Problems = [.. file.Problems.Take(ShownProblems).Select(problem =>
                ImportWords.Say("report.problem", problem.Place, problem.Title, ImportWords.Of(problem), problem.Code))],
        };
        return new Compared(new NationalComparison
        {
            OrgPath = order.Organization.Path, Id = id, Side = order.Side, OnDate = order.On, IsWhole = order.IsWhole, FileName = order.FileName,
            Counts = counts.Write(), ComparedBy = actor.AccountId, ComparedAt = clock.GetUtcNow(),
        }, lines, counts);
    }

    private LineFacts FactsOf(FlowLine line, FileRow? row, KnownStay? ours, string side) => new(
        row?.Name ?? ours!.Person.Name, row?.Number?.Tail ?? ours?.Person.IdTail, row?.Born is { OnlyMonth: false } born ? born.Day : ours?.Person.Born,
        line.Theirs?.Facts, line.Ours?.Stay is null ? null : line.Ours.Facts)
    {
        Row = row?.Place,
        SaidOf = row?.Of(side == NationalLayout.Outflow ? Fields.Home : Fields.Host),
        Number = row?.Of("number"),
        Reason = row?.Of(Fields.Reason) is { } reason ? policy.National.CodeOf(Fields.Reason, Plain.Key(reason)) : null,
        Returned = row?.Returned == true,
    };

    private static string NameOf(FlowDifference difference) => difference switch
    {
        FlowDifference.OnlyThere => NationalLine.OnlyThere,
        FlowDifference.OnlyHere => NationalLine.OnlyHere,
        FlowDifference.Differs => NationalLine.Differs,
        _ => NationalLine.Same,
    };

    /// <summary>Places by their codes: a city holds its districts.</summary>
    private sealed class Places(PolicyLibrary policy)
    {
        private readonly PlaceCodes codes = new(policy);

        public bool AreSame(string one, string other) => Plain.Key(one) == Plain.Key(other)
            || (codes.CodeOf(one) is { } first && codes.CodeOf(other) is { } second && !policy.Divisions.Contradict(first, second));
    }
}
