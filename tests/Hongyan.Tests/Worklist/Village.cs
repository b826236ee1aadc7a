using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Sojourns;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.Worklist;

/// <summary>A small county in its own installation: two committees, a home and a host branch, on 10 May 2026.</summary>
public sealed class Village : IAsyncDisposable
{
    public const string County = "001";
    public const string HomeCommittee = "001.001";
    public const string Home = "001.001.001";
    public const string Neighbour = "001.001.002";
    public const string HostCommittee = "001.002";
    public const string Host = "001.002.001";
    public static readonly DateOnly Today = new(2026, 5, 10);

    private Village(TestInstallation installation) => Installation = installation;

    public TestInstallation Installation { get; }

    /// <param name="alone">In an installation in which nobody has been.</param>
    public static async Task<Village> NewAsync(bool alone = false) =>
        await InAsync(await (alone ? TestInstallation.NewAsync(Today) : TestInstallation.LentAsync(Today)));

    public static async Task<Village> InAsync(TestInstallation installation)
    {
        await installation.AddOrganizationAsync(County, "测试县委组织部", "organization-department");
        await installation.AddOrganizationAsync(HomeCommittee, "测试镇党委", "committee");
        await installation.AddOrganizationAsync(Home, "测试村党支部");
        await installation.AddOrganizationAsync(Neighbour, "邻村党支部");
        await installation.AddOrganizationAsync(HostCommittee, "测试街道党工委", "committee");
        await installation.AddOrganizationAsync(Host, "测试社区党支部");
        return new Village(installation);
    }

    /// <summary>A member who left on 5 January, with what else happened.</summary>
    public async Task<Sojourn> AwayAsync(string name, string home = Home, string? host = null, DateOnly? departs = null, params SojournEvent[] happened)
    {
        await using var db = Installation.Db();
        var member = new Member
        {
            Id = Guid.CreateVersion7(),
            HomePath = home,
            Name = name,
            Sex = "female",
            Born = new DateOnly(1990, 5, 1),
            IdTail = "0017",
            Status = "full",
            Category = "employee",
            Education = "本科",
            Phone = "19900000001",
        };
        db.Members.Add(member);
        await db.SaveChangesAsync();
        var recording = new RecordServices(Installation.Instance, db).Recording;
        var leaves = departs ?? new DateOnly(2026, 1, 5);
        var sojourn = await recording.OpenAsync(member, new DepartureReported { On = leaves, Departs = leaves, Reason = "work", Destination = "上海市" },
            new SojournFacts { HostPath = host }, TestContext.Current.CancellationToken);
        await recording.SaveAsync(TestContext.Current.CancellationToken);
        if (happened.Length > 0)
        {
            Assert.True(await recording.AddAsync(sojourn, happened, TestContext.Current.CancellationToken));
            await recording.SaveAsync(TestContext.Current.CancellationToken);
        }
        return sojourn;
    }

    public async Task<List<Data.Record>> RecordsAsync(Sojourn sojourn, string type)
    {
        await using var db = Installation.Db();
        return await db.Records.AsNoTracking().Where(r => r.CaseId == sojourn.Id && r.Type == type).ToListAsync(TestContext.Current.CancellationToken);
    }

    public async Task<KeptDuty> DutyAsync(Sojourn sojourn, string kind, string? period = null)
    {
        await using var db = Installation.Db();
        return await db.Duties
            .AsNoTracking()
            .SingleAsync(d => d.CaseId == sojourn.Id && d.Kind == kind && d.Period == period, TestContext.Current.CancellationToken);
    }

    public Task<TestBrowser> SecretaryAsync(string org = Home) => Installation.SignInAsync(Roles.Secretary, org);

    public ValueTask DisposeAsync() => Installation.DisposeAsync();
}
