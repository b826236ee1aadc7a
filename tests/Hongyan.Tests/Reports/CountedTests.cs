using Hongyan.Data;
using Hongyan.Features.Reports;
using Hongyan.Records;
using Hongyan.Rules.Sojourns;
using Hongyan.Rules.Statistics;
using Hongyan.Tests.Scale;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.Reports;

/// <summary>
/// What the database counts and reads in parts, beside what is told by looking at each stay: on a generated province with all that makes counting hard.
/// </summary>
public sealed class CountedTests(CountedTests.Odd odd) : IClassFixture<CountedTests.Odd>
{
    private const string Province = "001";

    private static readonly int[] DaysBack = [0, 45, 91, 200, 500, -30];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_figures_are_those_of_telling_everybody()
    {
        await using var db = odd.Installation.Db();
        foreach (var (day, path) in await AskedAsync(db))
        {
            var wanted = odd.Everybody.Figures(day, path);
            var counted = (await new SituationQuery(db).AsOfAsync(day, path, Cancellation))!.Figures;
            Assert.Equal((path, day, wanted.Floating, SituationJson.Write(wanted)), (path, day, counted.Floating, SituationJson.Write(counted)));
        }
    }

    [Fact]
    public async Task They_look_one_by_one_only_at_those_who_cannot_be_counted()
    {
        await using var db = odd.Installation.Db();
        var situation = (await new SituationQuery(db).AsOfAsync(Scale.Province.Today.AddDays(-45), Province, Cancellation))!;
        Assert.InRange(situation.Figures.People.Count, 10, situation.Figures.Floating / 2);
        Assert.Equal(situation.Figures.Within, situation.Figures.Inflow);
        Assert.InRange(situation.Figures.Within, 1, situation.Figures.Outflow - 1);
    }

    [Fact]
    public async Task Every_group_names_as_many_as_it_counts_page_by_page_and_nobody_twice()
    {
        await using var db = odd.Installation.Db();
        var query = new SituationQuery(db);
        foreach (var path in new[] { Province, await CityAsync(db) })
        {
            var situation = (await query.AsOfAsync(Scale.Province.Today.AddDays(-45), path, Cancellation))!;
            foreach (var (breakdown, group) in situation.Figures.Breakdowns.SelectMany(one => one.Groups.Select(group => (one.Name, group))))
            {
                var named = new List<Guid>();
                while (await query.InGroupAsync(situation, breakdown, group.Key, named.Count, 23, Cancellation) is { Count: > 0 } stays)
                {
                    var people = await query.PeopleAsync(stays, situation.Day, path, Cancellation);
                    Assert.Equal(stays.Count, people.Count);
                    Assert.All(people.Values, person => Assert.Equal(group.Key, situation.Figures.GroupOf(breakdown, person.Facts)));
                    named.AddRange(stays.Select(stay => stay.MemberId));
                }
                Assert.Equal(group.Count, named.Distinct().Count());
                Assert.Equal(group.Count, named.Count);
            }
        }
    }

    [Fact]
    public async Task The_problems_are_those_of_telling_everybody()
    {
        await using var db = odd.Installation.Db();
        foreach (var (day, path) in (await AskedAsync(db)).Where((_, at) => at % 3 == 0))
        {
            var wanted = await odd.Everybody.ProblemsAsync(day, path);
            var told = await ProblemReport.NowAsync(
                db, new RecordServices(odd.Installation.Instance, db).Policies, odd.Installation.Instance.Policy, day, path, Cancellation);
            var found = new HashSet<(string, Guid, DateOnly)>();
            foreach (var problem in told.Problems!)
            {
                var people = await told.PeopleAsync(problem.Kind, 0, int.MaxValue);
                Assert.Equal(problem.People, people.Count);
                Assert.Equal(people.Select(one => one.Since).Order(), people.Select(one => one.Since));
                found.UnionWith(people.Select(one => (problem.Kind, one.Stay.MemberId, one.Since)));
            }
            Assert.True(wanted.SetEquals(found), $"{path} {day}");
        }
    }

    private static async Task<string> CityAsync(HongyanDb db) =>
        await db.Organizations.Where(one => one.Path.Length == 7).OrderBy(one => one.Path).Select(one => one.Path).FirstAsync(Cancellation);

    private static async Task<List<(DateOnly Day, string Path)>> AskedAsync(HongyanDb db)
    {
        var paths = await db.Organizations.OrderBy(one => one.Path.Length).ThenBy(one => one.Path).Select(one => one.Path).ToListAsync(Cancellation);
        return [.. from path in paths.GroupBy(path => path.Length).SelectMany(level => level.Take(3))
                   from back in DaysBack
                   select (Scale.Province.Today.AddDays(-back), path)];
    }

    /// <summary>A province in which people are away twice at a time, places have no code, and hosts changed, refused and were corrected.</summary>
    public sealed class Odd : IAsyncLifetime
    {
        private readonly Province province = new();

        public TestInstallation Installation => province.Installation;

        internal OneByOne Everybody { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            await province.InitializeAsync();
            await using var db = Installation.Db();
            await db.Database.ExecuteSqlAsync($"""
                update organization set region_code = '310000' where path like '001.002%';
                update organization set kind = 'floating-organization', region_code = '110105' where length(path) = 19 and right(path, 2) = '02';
                update sojourn set destination_code = case when abs(hashtext(id::text)) % 2 = 0 then null else '3' end where abs(hashtext(id::text)) % 5 < 2;
                update sojourn set host_path = null, state = 'away' where abs(hashtext(id::text)) % 15 = 0
                  and not exists (select 1 from record r where r.owner_id = sojourn.member_id and r.case_id = sojourn.id
                    and r.type in ('placed', 'reported-in', 'refused'));
                update member set education = case when abs(hashtext(id::text)) % 2 = 0 then null else ' ' end where abs(hashtext(id::text)) % 9 = 0;
                update member set born = make_date(extract(year from born)::int, 5, 10) where abs(hashtext(id::text)) % 4 = 0;
                insert into sojourn (member_id, id, home_path, host_path, state, departed_on, ended_on, destination, destination_code)
                  select member_id, gen_random_uuid(), home_path, host_path, 'away', departed_on + 20, ended_on + 10, destination, '110105' from sojourn
                    where abs(hashtext(id::text)) % 6 = 0 and (ended_on is null or ended_on > departed_on + 20);
                """, Cancellation);
            var organizations = await db.Organizations
                .Where(one => one.Path.Length == 19)
                .OrderBy(one => one.Path)
                .Select(one => one.Path)
                .ToListAsync(Cancellation);
            var placed = await db.Records.AsNoTracking().Where(record => record.Type == "placed").OrderBy(record => record.Id).ToListAsync(Cancellation);
            foreach (var (at, record) in placed.Index().Where(one => one.Index % 4 == 0))
            {
                SojournEvent happened = (at / 4 % 3) switch
                {
                    0 => new Placed { On = record.OnDate.AddDays(30), Organization = organizations[at % organizations.Count] },
                    1 => new Refused { On = record.OnDate.AddDays(60), Code = "no-certificate" },
                    _ => new Placed { On = record.OnDate, Organization = organizations[at % organizations.Count] },
                };
                db.Records.Add(new Data.Record
                {
                    OwnerId = record.OwnerId,
                    Id = Guid.CreateVersion7(),
                    CaseId = record.CaseId,
                    CaseKind = record.CaseKind,
                    OnDate = happened.On,
                    Type = EventJson.TypeOf(happened),
                    Data = EventJson.Write(happened),
                    RecordedAt = record.RecordedAt.AddDays(1),
                    CorrectsId = at / 4 % 3 == 2 ? record.Id : null,
                    HomePath = record.HomePath,
                    HostPath = record.HostPath,
                });
            }
            await db.SaveChangesAsync(Cancellation);
            await (await OneByOne.ReadAsync(Installation)).KeepFiguresAsync();
            Everybody = await OneByOne.ReadAsync(Installation);
        }

        public ValueTask DisposeAsync() => province.DisposeAsync();
    }
}
