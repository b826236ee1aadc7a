using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Sojourns;
using Hongyan.Rules.Statistics;

namespace Hongyan.Features.Reports;

/// <summary>A problem of one person, since the day of the earliest stay that shows it.</summary>
internal sealed record FoundProblem(SojournKey Stay, SituationProblem Problem);

/// <summary>Finds by the rules what problems the records of stays show on a day. Of however many, a few hundred are held at a time.</summary>
internal sealed class ProblemReportBuilder(HongyanDb db, Policies policies, PolicyLibrary library, DateOnly day, string path)
{
    /// <summary>
    /// What is found is given away part by part, with the number of stays that are done. One part is worked out while the next is read, so working
    /// it out asks the database nothing.
    /// </summary>
    public async Task<IReadOnlyList<ShownProblem>> BuildAsync(
        IReadOnlyList<SojournKey> ofMembers, Func<IReadOnlyList<FoundProblem>, int, Task> take, CancellationToken cancellation)
    {
        await policies.KnowAllAsync(cancellation);
        var reader = new ReportedSojournReading(db, day, path);
        var shown = new Dictionary<string, (int People, HashSet<string> Clauses)>();
        var finding = Task.FromResult<IReadOnlyList<FoundProblem>>([]);
        var done = 0;
        foreach (var part in ReportedSojournReading.Parts(ofMembers))
        {
            var stays = await reader.ReadAsync(part, cancellation);
            await TakeAsync();
            done += part.Count;
            finding = Task.Run(() => FindAsync(stays, cancellation), cancellation);
        }
        await TakeAsync();
        return [.. from kind in SituationProblem.Kinds
            where shown.ContainsKey(kind)
            select new ShownProblem(kind, shown[kind].People, [.. shown[kind].Clauses])];

        async Task TakeAsync()
        {
            var found = await finding;
            foreach (var (_, problem) in found)
            {
                var (people, clauses) = shown.GetValueOrDefault(problem.Kind, (0, []));
                clauses.UnionWith(problem.Clauses);
                shown[problem.Kind] = (people + 1, clauses);
            }
            await take(found, done);
        }
    }

    /// <summary>Of somebody who is away twice each problem is one.</summary>
    private async Task<IReadOnlyList<FoundProblem>> FindAsync(IReadOnlyList<ReportedSojourn> stays, CancellationToken cancellation)
    {
        var found = new List<FoundProblem>();
        foreach (var stay in stays)
        {
            var sojourn = new SojournCase(
                DutyKeeping.FactsOf(stay.Member),
                stay.Events,
                await policies.AtAsync(stay.Sojourn.HomePath, cancellation),
                await policies.AtAsync(stay.Sojourn.HostPath ?? stay.Sojourn.HomePath, cancellation),
                library.Calendar)
            {
                HomeIsOutside = stay.Sojourn.HomeIsOutside,
                HostIsOutside = DutyKeeping.IsHostOutside(stay.Sojourn),
            };
            found.AddRange(SituationProblem.In(sojourn.AsOf(day), stay.Flow, stay.Sojourn.DepartedOn).Select(problem => new FoundProblem(stay.Key, problem)));
        }
        return [.. found.GroupBy(one => (one.Stay.MemberId, one.Problem.Kind)).Select(same =>
        {
            var first = same.MinBy(one => one.Problem.Since)!;
            return first with { Problem = first.Problem with { Clauses = [.. same.SelectMany(one => one.Problem.Clauses).Distinct()] } };
        })];
    }
}
