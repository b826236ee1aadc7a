using Hongyan.Features.Auditing;
using Hongyan.Features.Records;
using Hongyan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.Auditing;

public sealed class AuditChainTests : IAsyncLifetime
{
    private TestHouse house = null!;
    private AuditChain chain = null!;

    public async ValueTask InitializeAsync()
    {
        house = await TestHouse.NewAsync(new DateOnly(2026, 11, 20));
        chain = new AuditChain(house.Installation);
        await ActAsync(6);
    }

    public ValueTask DisposeAsync() => house.DisposeAsync();

    [Fact]
    public async Task A_log_that_nobody_touched_is_whole_and_goes_on()
    {
        Assert.Equal(6, (await VerifiedAsync()).Sound);
        await ActAsync(3);
        var (faults, sound) = await VerifiedAsync();
        Assert.Empty(faults);
        Assert.Equal(9, sound);
    }

    [Theory]
    [InlineData("update audit_entry set act = 'other' where no = 3", "altered 3-3")]
    [InlineData("update audit_entry set at = '2001-01-01Z' where no = 2", "altered 2-2")]
    [InlineData("update audit_entry set details = '{\"count\": 9}' where no = 6", "altered 6-6")]
    [InlineData("update audit_entry set account_id = '00000000-0000-0000-0000-000000000099' where no = 1", "altered 1-1")]
    [InlineData("delete from audit_entry where no = 4", "missing 4-4")]
    [InlineData("delete from audit_entry where no >= 5", "missing 5-6")]
    [InlineData("delete from audit_entry where no <= 2", "missing 1-2")]
    public async Task What_was_altered_or_removed_is_named(string harm, string found)
    {
        await VerifiedAsync();
        await DoAsync(harm);
        Assert.Equal([found], (await VerifiedAsync()).Faults.Select(fault => $"{fault.What} {fault.From}-{fault.To}"));
    }

    [Fact]
    public async Task Two_entries_that_changed_places_are_named()
    {
        await VerifiedAsync();
        await DoAsync("update audit_entry set no = -1 where no = 2; update audit_entry set no = 2 where no = 3; update audit_entry set no = 3 where no = -1");
        Assert.Equal([2L, 3L], (await VerifiedAsync()).Faults.Where(fault => fault.What == "altered" && fault.From < 4).Select(fault => fault.From));
    }

    [Fact]
    public async Task An_entry_slipped_in_with_a_hash_of_its_own_is_named()
    {
        await VerifiedAsync();
        await DoAsync("insert into audit_entry (id, at, act, no, hash) values (gen_random_uuid(), now(), 'forged', 7, sha256('x'))");
        Assert.Equal("forged", Assert.Single((await VerifiedAsync()).Faults).Entry!.Act);
    }

    [Fact]
    public async Task Sealing_at_the_same_time_gives_every_entry_one_place()
    {
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => chain.SealAsync(TestContext.Current.CancellationToken)));
        Assert.Empty((await VerifiedAsync()).Faults);
    }

    [Fact]
    public async Task The_application_cannot_change_the_log()
    {
        await using var db = house.Db();
        await using var transaction = await db.Database.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await db.Database.ExecuteSqlRawAsync("set local role hongyan_app", TestContext.Current.CancellationToken);
        var refused = await Assert.ThrowsAsync<Npgsql.PostgresException>(() => db.Database.ExecuteSqlRawAsync("update audit_entry set act = 'x'", TestContext.Current.CancellationToken));
        Assert.Equal("42501", refused.SqlState);
    }

    private async Task ActAsync(int count)
    {
        await using var db = house.Db();
        var audit = new Audit(db, new Actor(principal: null), house.Clock);
        for (var i = 0; i < count; i++)
            audit.Note("tried", $"subject-{i}", new { Count = i, Text = "试验" }, reason: "测试");
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    private Task<(IReadOnlyList<AuditFault> Faults, long Sound)> VerifiedAsync() => chain.VerifyAsync(TestContext.Current.CancellationToken);

    private async Task DoAsync(string sql)
    {
        await using var db = house.Db();
        await db.Database.ExecuteSqlRawAsync(sql.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal), TestContext.Current.CancellationToken);
    }
}
