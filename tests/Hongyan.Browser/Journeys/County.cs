using Hongyan.Tests;
using Hongyan.Tests.Worklist;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Hongyan.Browser.Journeys;

/// <summary>A county with an installation of its own, and who signs in there.</summary>
internal sealed class County : IAsyncDisposable
{
    private readonly Village village;
    private readonly Dictionary<(string Role, string Org, bool Second), string> accounts = [];

    private County(Village village) => this.village = village;

    public static async Task<County> NewAsync(string name)
    {
        var made = await Village.NewAsync(alone: true);
        await using var db = made.Installation.Db();
        (await db.Organizations.SingleAsync(o => o.Path == Village.County)).Name = $"中共{name}委组织部";
        db.Members.Add(new Data.Member
        {
            Id = Guid.CreateVersion7(), HomePath = Village.Host, Name = "李热心", Sex = "female", Born = new DateOnly(1975, 3, 2), Status = "full",
            Category = "employee",
        });
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        return new County(made);
    }

    public void ItIs(DateOnly day) => village.Installation.Clock.MoveTo(day);

    public async Task<Guid> MemberAsync(string name)
    {
        await using var db = village.Installation.Db();
        var member = new Data.Member
        {
            Id = Guid.CreateVersion7(), HomePath = Village.Home, Name = name, Sex = "male", Born = new DateOnly(1988, 3, 2), IdTail = "0024",
            Status = "full", Category = "employee", Phone = "19900000042",
        };
        db.Members.Add(member);
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        return member.Id;
    }

    public async Task InAsync(string role, string org, Look look, Func<IPage, Task> acts, bool second = false)
    {
        if (!accounts.TryGetValue((role, org, second), out var name))
            accounts[(role, org, second)] = name = await village.Installation.AddAccountAsync(role, org);
        await using var visit = await Visit.BeginAsync(await village.Installation.AddressAsync(), look);
        await visit.SignInAsync(name, TestInstallation.Password);
        await acts(visit.Page);
    }

    public ValueTask DisposeAsync() => village.DisposeAsync();
}
