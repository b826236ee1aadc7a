using Hongyan.Platform;
using Hongyan.Tests.Reception;
using Hongyan.Tests.Worklist;
using Npgsql;

namespace Hongyan.Tests.Rights;

/// <summary>Row-level security of guests, asked of PostgreSQL itself: no home sees them, and nobody learns whose a number is.</summary>
public sealed class GuestLockTests : IAsyncLifetime
{
    private Village village = null!;

    public async ValueTask InitializeAsync() => village = await ReceptionSteps.NewAsync();

    public ValueTask DisposeAsync() => village.DisposeAsync();

    [Theory]
    [InlineData("member", "id")]
    [InlineData("sojourn", "member_id")]
    [InlineData("record", "owner_id")]
    [InlineData("duty", "owner_id")]
    public async Task The_host_and_all_above_it_read_every_row_and_nobody_else_one(string table, string key)
    {
        var stay = await village.GuestAsync(host: Village.Host);
        var query = $"select count(*)::text from {table} where {key} = '{stay.MemberId}'";
        var all = (await AsAsync(Acting.As(Roles.Department, Village.County), query))[0];
        Assert.NotEqual("0", all);
        foreach (var path in new[] { Village.Host, Village.HostCommittee })
            Assert.Equal([all], await AsAsync(Acting.As(Roles.Clerk, path), query));
        foreach (var path in new[] { Village.Home, Village.Neighbour, Village.HomeCommittee, ReceptionSteps.OtherCommittee, ReceptionSteps.OtherBranch })
            Assert.Equal(["0"], await AsAsync(Acting.As(Roles.Clerk, path), query));
        Assert.Equal(["0"], await AsAsync(Acting.As(Roles.Security), query));
    }

    [Fact]
    public async Task A_former_host_reads_its_own_time()
    {
        var stay = await village.GuestAsync(host: Village.Host);
        await using (var db = village.Installation.Db())
        {
            var recording = new Hongyan.Records.RecordServices(village.Installation.Instance, db).Recording;
            var held = (await recording.HoldAsync(stay.MemberId, stay.Id, TestContext.Current.CancellationToken))!;
            Assert.True(await recording.AddAsync(held,
                [
                    new Hongyan.Rules.Sojourns.ReportedIn { On = new(2026, 4, 1), Organization = ReceptionSteps.OtherBranch, Shown = "nothing" },
                    new Hongyan.Rules.Sojourns.Placed { On = new(2026, 4, 2), Organization = ReceptionSteps.OtherBranch },
                ],
                TestContext.Current.CancellationToken));
            await recording.SaveAsync(TestContext.Current.CancellationToken);
        }
        var query = $"select count(*)::text from record where owner_id = '{stay.MemberId}'";
        Assert.Equal(["1"], await AsAsync(Acting.As(Roles.Secretary, Village.Host), query)); // that he went elsewhere it is told by a note
        Assert.Equal(["3"], await AsAsync(Acting.As(Roles.Secretary, ReceptionSteps.OtherBranch), query));
    }

    [Fact]
    public async Task Nobody_without_a_scope_writes_a_guest_and_none_is_written_for_a_foreign_host()
    {
        const string Insert = "insert into member (id, home_path, name, sex, born, status, category) "
            + "values ('00000000-0000-0000-0000-000000000001', null, 'x', 'unknown', null, 'full', 'unsaid') returning '1'";
        var refused = await Assert.ThrowsAsync<PostgresException>(() => AsAsync(Acting.As(Roles.Security), Insert));
        Assert.Equal("42501", refused.SqlState);
        var stay = await village.GuestAsync(host: Village.Host);
        refused = await Assert.ThrowsAsync<PostgresException>(() => AsAsync(Acting.As(Roles.Clerk, ReceptionSteps.OtherCommittee),
            $"insert into sojourn (member_id, id, home_path, host_path, state, departed_on) "
                + $"values ('{stay.MemberId}', gen_random_uuid(), null, '{Village.Host}', 'away', '2026-05-01') returning '1'"));
        Assert.Equal("42501", refused.SqlState);
    }

    [Fact]
    public async Task A_member_keeps_a_sex_and_a_birth_date()
    {
        var refused = await Assert.ThrowsAsync<PostgresException>(() => AsAsync(Acting.As(Roles.Secretary, Village.Home),
            $"insert into member (id, home_path, name, sex, born, status, category) "
                + $"values (gen_random_uuid(), '{Village.Home}', 'x', 'unknown', null, 'full', 'unsaid') returning '1'"));
        Assert.Equal("23514", refused.SqlState);
    }

    private async Task<List<string>> AsAsync(Actor actor, string query)
    {
        await using var connection = await village.Installation.Instance.PageSource.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await using var scope = new NpgsqlCommand(RequestTransaction.ScopeOf(actor), connection, transaction);
        await scope.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(query, connection, transaction);
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var rows = new List<string>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
            rows.Add(reader.GetString(0));
        return rows;
    }
}
