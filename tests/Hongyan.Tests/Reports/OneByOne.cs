using Hongyan.Data;
using Hongyan.Features.Reports;
using Hongyan.Records;
using Hongyan.Rules.Sojourns;
using Hongyan.Rules.Statistics;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.Reports;

/// <summary>The situation as it is told by looking at each stay there is with all its records: what every quicker way has to say as well.</summary>
internal sealed class OneByOne
{
    private readonly TestInstallation installation;
    private readonly IReadOnlyDictionary<Guid, Member> members;
    private readonly IReadOnlyList<Sojourn> sojourns;
    private readonly ILookup<Guid, WrittenRecord> records;
    private readonly OrganizationPlaces places;
    private readonly IReadOnlyList<Organization> organizations;

    private OneByOne(
        TestInstallation installation,
        IReadOnlyDictionary<Guid, Member> members,
        IReadOnlyList<Sojourn> sojourns,
        ILookup<Guid, WrittenRecord> records,
        IReadOnlyList<Organization> organizations,
        OrganizationPlaces places) =>
        (this.installation, this.members, this.sojourns, this.records, this.organizations, this.places) = (installation, members, sojourns,
            records, organizations, places);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<OneByOne> ReadAsync(TestInstallation installation)
    {
        await using var db = installation.Db();
        var written = await db.Records
            .AsNoTracking()
            .OrderBy(record => record.OnDate)
            .ThenBy(record => record.RecordedAt)
            .ThenBy(record => record.Id)
            .ToListAsync(Cancellation);
        return new OneByOne(
            installation,
            await db.Members.AsNoTracking().ToDictionaryAsync(member => member.Id, Cancellation),
            await db.Sojourns.AsNoTracking().ToListAsync(Cancellation),
            written.ToLookup(record => record.CaseId, record => new WrittenRecord(record.Id, record.CorrectsId, record.Data, record.RecordedAt)),
            await db.Organizations.AsNoTracking().ToListAsync(Cancellation),
            await OrganizationPlaces.LoadAsync(db, await db.Organizations.Select(one => one.Path).ToListAsync(Cancellation), Cancellation));
    }

    public Situation Figures(DateOnly day, string path) => new(
        day,
        members.Values.Count(member => SituationQuery.IsWithin(member.HomePath, path) && !(member.Joined > day) && !(member.LeftOn <= day)),
        places.ProvinceOf(path),
        StaysOn(day, path).Select(stay => stay.Facts(places)))
    {
        NotLeft = sojourns.Count(sojourn => SituationQuery.IsWithin(sojourn.HomePath, path) && sojourn.DepartedOn > day
            && EventsOf(sojourn).OfType<DepartureReported>().Any(reported => reported.On <= day)
            && !EventsOf(sojourn).Any(happened => happened is Cancelled && happened.On <= day)),
        Expected = Away(day).Count(sojourn => sojourn.HostPath is { } named && SituationQuery.IsWithin(named, path)
            && HostHistory.Of(EventsOf(sojourn), named).On(day) is null),
    };

    /// <summary>Who shows what, and since when.</summary>
    public async Task<HashSet<(string Kind, Guid Member, DateOnly Since)>> ProblemsAsync(DateOnly day, string path)
    {
        await using var db = installation.Db();
        var keeping = new RecordServices(installation.Instance, db).Keeping;
        var found = new List<(string Kind, Guid Member, DateOnly Since)>();
        foreach (var stay in StaysOn(day, path))
        {
            var told = (await keeping.CaseAsync(stay.Member, stay.Sojourn, stay.Events, Cancellation)).AsOf(day);
            found.AddRange(SituationProblem.In(told, stay.Flow, stay.Sojourn.DepartedOn).Select(problem => (problem.Kind, stay.Member.Id, problem.Since)));
        }
        return [.. found.GroupBy(one => (one.Kind, one.Member)).Select(same => (same.Key.Kind, same.Key.Member, same.Min(one => one.Since)))];
    }

    /// <summary>What of a sojourn its figures are kept from, kept again: for rows that a test has written past the pages.</summary>
    public async Task KeepFiguresAsync()
    {
        await using var db = installation.Db();
        foreach (var sojourn in await db.Sojourns.ToListAsync(Cancellation))
            FigureKeeping.Keep(sojourn, [.. EventsOf(sojourn)]);
        await db.SaveChangesAsync(Cancellation);
    }

    private IEnumerable<Sojourn> Away(DateOnly day) =>
        sojourns.Where(sojourn => sojourn.DepartedOn <= day && !(sojourn.EndedOn <= day) && sojourn.State != "cancelled");

    private IEnumerable<SojournEvent> EventsOf(Sojourn sojourn)
    {
        var corrected = records[sojourn.Id].Select(record => record.CorrectsId).OfType<Guid>().ToHashSet();
        return records[sojourn.Id].Where(record => !corrected.Contains(record.Id)).Select(record => EventJson.Read(record.Data));
    }

    // Below an organisation, floating ones whose own division is not within its division.
    private List<string> ElsewhereOf(string path)
    {
        var region = organizations.Where(one => SituationQuery.IsWithin(path, one.Path) && one.RegionCode is { Length: > 0 })
            .MaxBy(one => one.Path.Length)?.RegionCode;
        var division = region is null ? null
            : string.Concat(region.Chunk(2).Select(pair => new string(pair)).Reverse().SkipWhile(pair => pair == "00").Reverse());
        return [.. from one in organizations
            where one.Kind == "floating-organization" && one.Path != path && SituationQuery.IsWithin(one.Path, path)
                && (division is null || one.RegionCode is not { } own || !own.StartsWith(division, StringComparison.Ordinal))
            select one.Path];
    }

    private IEnumerable<ReportedSojourn> StaysOn(DateOnly day, string path) =>
        from sojourn in Away(day)
        let stay = ReportedSojourn.On(day, path, members[sojourn.MemberId], sojourn, [.. records[sojourn.Id]], ElsewhereOf(path))
        where stay is not null
        select stay;
}
