using Hongyan.Data;
using Hongyan.Features.Records;
using Hongyan.Features.Reports;
using Hongyan.Rules.Sojourns;
using Hongyan.Rules.Statistics;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.Reports;

/// <summary>The situation as it is told by looking at each stay there is with all its records: what every quicker way has to say as well.</summary>
internal sealed class OneByOne
{
    private readonly TestHouse house;
    private readonly IReadOnlyDictionary<Guid, Member> members;
    private readonly IReadOnlyList<Sojourn> sojourns;
    private readonly ILookup<Guid, WrittenRecord> records;
    private readonly Places places;

    private OneByOne(TestHouse house, IReadOnlyDictionary<Guid, Member> members, IReadOnlyList<Sojourn> sojourns, ILookup<Guid, WrittenRecord> records, Places places) =>
        (this.house, this.members, this.sojourns, this.records, this.places) = (house, members, sojourns, records, places);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<OneByOne> ReadAsync(TestHouse house)
    {
        await using var db = house.Db();
        var written = await db.Records.AsNoTracking().OrderBy(record => record.OnDate).ThenBy(record => record.RecordedAt).ThenBy(record => record.Id).ToListAsync(Cancellation);
        return new OneByOne(
            house,
            await db.Members.AsNoTracking().ToDictionaryAsync(member => member.Id, Cancellation),
            await db.Sojourns.AsNoTracking().ToListAsync(Cancellation),
            written.ToLookup(record => record.SojournId, record => new WrittenRecord(record.Id, record.CorrectsId, record.Data, record.RecordedAt)),
            await Places.LoadAsync(db, await db.Organizations.Select(one => one.Path).ToListAsync(Cancellation), Cancellation));
    }

    public Situation Figures(DateOnly day, string path) => new(
        day,
        members.Values.Count(member => SituationQuery.IsWithin(member.HomePath, path) && !(member.Joined > day) && !(member.LeftOn <= day)),
        places.ProvinceOf(path),
        StaysOn(day, path).Select(stay => stay.Facts(places)));

    /// <summary>Who shows what, and since when.</summary>
    public async Task<HashSet<(string Kind, Guid Member, DateOnly Since)>> ProblemsAsync(DateOnly day, string path)
    {
        await using var db = house.Db();
        var keeping = new Writing(house.Installation, db).Keeping;
        var found = new List<(string Kind, Guid Member, DateOnly Since)>();
        foreach (var stay in StaysOn(day, path))
        {
            var told = (await keeping.CaseAsync(stay.Member, stay.Sojourn, stay.Events, Cancellation)).AsOf(day);
            found.AddRange(SituationProblem.In(told, stay.Flow, stay.Sojourn.DepartedOn).Select(problem => (problem.Kind, stay.Member.Id, problem.Since)));
        }
        return [.. found.GroupBy(one => (one.Kind, one.Member)).Select(same => (same.Key.Kind, same.Key.Member, same.Min(one => one.Since)))];
    }

    private IEnumerable<Stay> StaysOn(DateOnly day, string path) =>
        from sojourn in sojourns
        where sojourn.DepartedOn <= day && !(sojourn.EndedOn <= day) && sojourn.State != "cancelled"
        let stay = Stay.On(day, path, members[sojourn.MemberId], sojourn, [.. records[sojourn.Id]])
        where stay is not null
        select stay;
}
