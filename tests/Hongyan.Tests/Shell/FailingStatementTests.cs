using Hongyan.Data;
using Hongyan.Platform;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Hongyan.Tests.Shell;

/// <summary>On one connection whose statements are prepared, as pages have it: what fails in one request does no harm to the next.</summary>
public sealed class FailingStatementTests : IAsyncLifetime
{
    private const int Turns = 8; // prepared at the fourth
    private TestInstallation installation = null!;
    private NpgsqlDataSource source = null!;
    private PreparedStatements? prepared;

    public async ValueTask InitializeAsync()
    {
        installation = await TestInstallation.LentAsync();
        var one = new NpgsqlConnectionStringBuilder(installation.Instance.Options.PageDatabase) { MaxPoolSize = 1, MaxAutoPrepare = 100 };
        source = Installation.Source(one.ConnectionString, out prepared);
        await installation.AddOrganizationAsync("001");
    }

    public async ValueTask DisposeAsync()
    {
        await source.DisposeAsync();
        await installation.DisposeAsync();
    }

    [Fact]
    public async Task A_NUL_in_a_value_harms_nobody_else()
    {
        for (var turn = 0; turn < Turns; turn++)
        {
            var refused = await Assert.ThrowsAsync<PostgresException>(() => AskAsync(db => FindAsync(db, "测试\0")));
            Assert.Equal(PostgresErrorCodes.CharacterNotInRepertoire, refused.SqlState);
            Assert.Equal(1, await AskAsync(db => FindAsync(db, "测试组织 001")));
        }
    }

    [Fact]
    public async Task An_error_in_a_prepared_statement_harms_nobody_else()
    {
        for (var turn = 0; turn < Turns; turn++)
        {
            Assert.Equal(2, await AskAsync(db => DivideAsync(db, 2)));
            var refused = await Assert.ThrowsAsync<PostgresException>(() => AskAsync(db => DivideAsync(db, 0)));
            Assert.Equal(PostgresErrorCodes.DivisionByZero, refused.SqlState);
        }
    }

    [Fact]
    public async Task A_value_that_the_client_cannot_send_harms_nobody_else()
    {
        for (var turn = 0; turn < Turns; turn++)
        {
            await Assert.ThrowsAnyAsync<ArgumentException>(() => AskAsync(db => FindAsync(db, "测试\ud800")));
            Assert.Equal(1, await AskAsync(db => FindAsync(db, "测试组织 001")));
        }
    }

    [Fact]
    public async Task An_error_among_statements_sent_together_harms_nobody_else()
    {
        for (var turn = 0; turn < Turns; turn++)
        {
            await Assert.ThrowsAsync<PostgresException>(() => AskAsync(async db =>
            {
                await using var batch = new NpgsqlBatch((NpgsqlConnection)db.Database.GetDbConnection());
                foreach (var name in new[] { "测试", "测试\0", "测试" })
                    batch.BatchCommands.Add(new NpgsqlBatchCommand("select count(*) from organization where name = $1")
                    {
                        Parameters = { new NpgsqlParameter { Value = name } },
                    });
                return await batch.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
            }));
            Assert.Equal(1, await AskAsync(db => FindAsync(db, "测试组织 001")));
        }
    }

    [Fact]
    public async Task An_error_in_a_batch_of_queries_harms_nobody_else()
    {
        for (var turn = 0; turn < Turns; turn++)
        {
            Assert.Equal(2, await AskAsync(db => DivideTogetherAsync(db, 2)));
            var refused = await Assert.ThrowsAsync<PostgresException>(() => AskAsync(db => DivideTogetherAsync(db, 0)));
            Assert.Equal(PostgresErrorCodes.DivisionByZero, refused.SqlState);
        }
    }

    [Fact]
    public async Task What_comes_often_is_prepared()
    {
        for (var turn = 0; turn < Turns; turn++)
            await AskAsync(db => FindAsync(db, "测试组织 001"));
        Assert.Equal(1,
            await AskAsync(db =>
                db.Database.SqlQuery<int>($"select count(*)::int as \"Value\" from pg_prepared_statements where statement like '%FROM organization AS o%'")
            .SingleAsync(TestContext.Current.CancellationToken)));
    }

    /// <summary>As a request does it: a transaction, the scope, a statement; rolled back when it fails.</summary>
    private async Task<int> AskAsync(Func<HongyanDb, Task<int>> statement)
    {
        await using var db = new HongyanDb(Installation.Connect(new DbContextOptionsBuilder<HongyanDb>(), source).AddInterceptors(prepared!).Options,
            installation.Instance.Secrets);
        await using var transaction = await db.Database.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await db.Database.ExecuteSqlRawAsync(RequestTransaction.ScopeOf(Acting.As(Roles.Secretary, "001")), TestContext.Current.CancellationToken);
        return await statement(db);
    }

    private static Task<int> FindAsync(HongyanDb db, string name) =>
        db.Organizations.CountAsync(one => one.Name == name, TestContext.Current.CancellationToken);

    private static async Task<int> DivideTogetherAsync(HongyanDb db, int by)
    {
        var (names, quotient) = (new List<string>(), 0);
        await new QueryBatch(db)
            .Add(db.Organizations.Select(one => one.Name), rows => names = rows)
            .Add(db.Database.SqlQuery<int>($"select 4 / {by} as \"Value\""), rows => quotient = rows.Single())
            .SendAsync(TestContext.Current.CancellationToken);
        Assert.Equal(["测试组织 001"], names);
        Assert.Equal(1, await FindAsync(db, "测试组织 001")); // asked by itself again
        return quotient;
    }

    private static Task<int> DivideAsync(HongyanDb db, int by) =>
        db.Database.SqlQuery<int>($"select 4 / {by} as \"Value\"").SingleAsync(TestContext.Current.CancellationToken);
}
