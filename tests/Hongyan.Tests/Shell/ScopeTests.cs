using Hongyan.Data;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.Shell;

/// <summary>The second lock: what the application's role can see, whatever a page forgets to ask.</summary>
public sealed class ScopeTests : IAsyncLifetime
{
    private static readonly Guid Here = Guid.CreateVersion7();
    private static readonly Guid Elsewhere = Guid.CreateVersion7();

    private TestInstallation installation = null!;

    public async ValueTask InitializeAsync()
    {
        installation = await TestInstallation.LentAsync();
        foreach (var path in new[] { "001", "001.001", "001.002", "002" })
            await installation.AddOrganizationAsync(path);
        await using var db = installation.Db();
        db.Members.AddRange(Somebody(Here, "001.001"), Somebody(Elsewhere, "002"));
        await db.SaveChangesAsync();
        db.Sojourns.AddRange(Away(Here, "001.001", host: null), Away(Elsewhere, "002", host: "001.002"));
        await db.SaveChangesAsync();
    }

    public ValueTask DisposeAsync() => installation.DisposeAsync();

    [Fact]
    public async Task Without_a_scope_nothing_is_seen() => Assert.Empty(await SeenAsync(lo: null));

    [Fact]
    public async Task An_empty_scope_sees_nothing() => Assert.Empty(await SeenAsync(lo: ""));

    [Fact]
    public async Task A_branch_sees_its_own() => Assert.Equal([Here], await SeenAsync("001.001"));

    [Fact]
    public async Task A_host_branch_sees_those_who_came() => Assert.Equal([Elsewhere], await SeenAsync("001.002"));

    [Fact]
    public async Task A_superior_sees_everything_below() => Assert.Equal(new[] { Here, Elsewhere }.Order(), (await SeenAsync("001")).Order());

    [Fact]
    public async Task A_member_sees_himself() => Assert.Equal([Elsewhere], await SeenAsync("", Elsewhere));

    private async Task<List<Guid>> SeenAsync(string? lo, Guid? self = null)
    {
        await using var db = installation.Db();
        await using var transaction = await db.Database.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await db.Database.ExecuteSqlAsync($"SET LOCAL ROLE hongyan_app", TestContext.Current.CancellationToken);
        if (lo is not null)
        {
            var (hi, member) = (lo.Length == 0 ? "" : lo + "/", self?.ToString() ?? "");
            await db.Database.ExecuteSqlAsync(
                $"select set_config('hongyan.lo', {lo}, true), set_config('hongyan.hi', {hi}, true), set_config('hongyan.member', {member}, true)",
                TestContext.Current.CancellationToken);
        }
        var members = await db.Members.Select(member => member.Id).ToListAsync(TestContext.Current.CancellationToken);
        var sojourns = await db.Sojourns.Select(sojourn => sojourn.MemberId).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal(members.Order(), sojourns.Order());
        return members;
    }

    private static Member Somebody(Guid id, string home) => new()
    {
        Id = id, HomePath = home, Name = "测试党员", Sex = "male", Born = new DateOnly(1990, 1, 1), Status = "full", Category = "employee",
    };

    private static Sojourn Away(Guid member, string home, string? host) => new()
    {
        MemberId = member, Id = Guid.CreateVersion7(), HomePath = home, HostPath = host, State = "away", DepartedOn = new DateOnly(2026, 1, 1),
    };
}
