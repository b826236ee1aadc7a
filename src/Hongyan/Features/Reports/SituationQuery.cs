using Hongyan.Data;
using Hongyan.Features.Records;
using Hongyan.Rules.Sojourns;
using Hongyan.Rules.Statistics;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Reports;

/// <summary>Reads the situation as of a day. The number of statements does not grow with the number of people.</summary>
public sealed class SituationQuery(HongyanDb db, DutyKeeping keeping)
{
    private static readonly string Placing = EventJson.TypeNames[typeof(Placed)];

    /// <summary>Nothing when there is no such organisation. Who may ask for it is the caller's to know.</summary>
    public async Task<SituationReport?> AsOfAsync(DateOnly day, string path, CancellationToken cancellation)
    {
        if (await db.Organizations.AsNoTracking().FirstOrDefaultAsync(one => one.Path == path, cancellation) is not { } organization)
            return null;
        var (lo, hi) = Range(path);
        var members = await db.Members.CountAsync(member =>
            member.HomePath.CompareTo(lo) >= 0 && member.HomePath.CompareTo(hi) < 0
            && (member.Joined == null || member.Joined <= day) && (member.LeftOn == null || member.LeftOn > day), cancellation);

        var stays = await StaysAsync(day, path, cancellation);
        var places = await Places.LoadAsync(db, [path, .. stays.SelectMany(stay => new[] { stay.Sojourn.HomePath, stay.Host }).OfType<string>()], cancellation);
        var people = stays.ConvertAll(stay => (Stay: stay, Person: Person(stay, places)));
        var problems = new List<(SituationProblem Problem, PersonAway Person)>();
        foreach (var (stay, person) in people)
        {
            var told = (await keeping.CaseAsync(stay.Member, stay.Sojourn, stay.Events, cancellation)).AsOf(day);
            problems.AddRange(SituationProblem.In(told, stay.Flow, stay.Sojourn.DepartedOn).Select(problem => (problem, person)));
        }
        return new SituationReport(
            organization,
            new Situation(day, members, places.ProvinceOf(path), people.Select(one => one.Person.Facts)),
            people.ConvertAll(one => one.Person),
            Collect(problems));
    }

    internal static (string Lo, string Hi) Range(string path) => (path, path + "/"); // '/' follows '.', so this is the organisation and all below it

    internal static bool IsWithin(string path, string top) => path == top || path.StartsWith(top + ".", StringComparison.Ordinal);

    private async Task<List<Stay>> StaysAsync(DateOnly day, string path, CancellationToken cancellation)
    {
        var (lo, hi) = Range(path);
        // Whoever has moved on to another host since then was still here on that day.
        var placedHere = await db.Records
            .FromSql($"""
                select * from record
                where type = {Placing} and on_date <= {day}
                  and data->>'organization' collate "C" >= {lo} and data->>'organization' collate "C" < {hi}
                """)
            .Select(record => record.MemberId).Distinct().ToListAsync(cancellation);
        var rows = await (
            from sojourn in db.Sojourns.AsNoTracking()
            join member in db.Members.AsNoTracking() on sojourn.MemberId equals member.Id
            where sojourn.DepartedOn <= day && (sojourn.EndedOn == null || sojourn.EndedOn > day) && sojourn.State != "cancelled"
                && ((sojourn.HomePath.CompareTo(lo) >= 0 && sojourn.HomePath.CompareTo(hi) < 0)
                    || (sojourn.HostPath!.CompareTo(lo) >= 0 && sojourn.HostPath.CompareTo(hi) < 0)
                    || placedHere.Contains(sojourn.MemberId))
            orderby member.Name, sojourn.DepartedOn
            select new { sojourn, member }).ToListAsync(cancellation);

        var memberIds = rows.ConvertAll(row => row.member.Id);
        var sojournIds = rows.ConvertAll(row => row.sojourn.Id);
        var records = await db.Records.AsNoTracking()
            .Where(record => memberIds.Contains(record.MemberId) && sojournIds.Contains(record.SojournId))
            .OrderBy(record => record.OnDate).ThenBy(record => record.RecordedAt).ThenBy(record => record.Id)
            .ToListAsync(cancellation);
        var bySojourn = records.ToLookup(record => record.SojournId);

        return [.. rows.Select(row => Stay.On(day, path, row.member, row.sojourn, [.. bySojourn[row.sojourn.Id]])).OfType<Stay>()];
    }

    private static PersonAway Person(Stay stay, Places places)
    {
        var (member, sojourn) = (stay.Member, stay.Sojourn);
        var province = stay.Flow == Flow.Inflow ? places.ProvinceOf(sojourn.HomePath)
            : Places.Province(sojourn.DestinationCode) ?? (stay.Host is { } host ? places.ProvinceOf(host) : null);
        return new PersonAway(
            new FloatingPerson(member.Id, stay.Flow, member.Sex, member.Born, member.Education, province, sojourn.DepartedOn),
            member.Name,
            places.NameOf(sojourn.HomePath) ?? sojourn.HomePath,
            sojourn.Destination ?? (stay.Host is { } at ? places.NameOf(at) : null) ?? sojourn.HostName);
    }

    private static IReadOnlyList<ShownProblem> Collect(IEnumerable<(SituationProblem Problem, PersonAway Person)> problems)
    {
        var byKind = problems.ToLookup(one => one.Problem.Kind);
        return [.. from kind in SituationProblem.Kinds
                   where byKind[kind].Any()
                   select new ShownProblem(
                       kind,
                       [.. byKind[kind].SelectMany(one => one.Problem.Clauses).Distinct()],
                       [.. byKind[kind].OrderBy(one => one.Problem.Since).DistinctBy(one => one.Person.Facts.Id).Select(one => (one.Person, one.Problem.Since))])];
    }
}
