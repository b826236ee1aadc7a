using System.Data;
using Hongyan.Data;
using Hongyan.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.Shell;

public sealed class RequestTransactionTests : IAsyncLifetime
{
    private TestInstallation installation = null!;

    public async ValueTask InitializeAsync()
    {
        installation = await TestInstallation.NewAsync();
        await using var db = installation.Db();
        await db.Database.ExecuteSqlAsync(
            $"create table probe (n integer, constraint once unique (n) deferrable initially deferred); grant insert, select on probe to hongyan_app",
            TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync() => installation.DisposeAsync();

    [Fact]
    public async Task A_request_runs_in_the_role_and_the_scope_of_its_actor()
    {
        string? seen = null;
        await RunAsync(
            async db => seen = await db.Database
                .SqlQuery<string>($"""
                    select concat_ws(' ', current_user, current_setting('hongyan.lo'), current_setting('hongyan.hi'),
                      '[' || current_setting('hongyan.member') || ']') as "Value"
                    """)
                .SingleAsync(TestContext.Current.CancellationToken),
            StatusCodes.Status200OK,
            "001.002");
        Assert.Equal("hongyan_app 001.002 001.002/ []", seen);
    }

    [Fact]
    public async Task What_a_request_wrote_stays_when_it_succeeds()
    {
        await RunAsync(async db => await InsertAsync(db, 1), StatusCodes.Status302Found);
        Assert.Equal(1, await CountAsync());
    }

    [Fact]
    public async Task What_a_request_wrote_is_gone_when_it_is_refused()
    {
        await RunAsync(async db => await InsertAsync(db, 1), StatusCodes.Status400BadRequest);
        Assert.Equal(0, await CountAsync());
    }

    [Fact]
    public async Task Nothing_is_answered_before_the_database_has_agreed()
    {
        var body = new MemoryStream();
        var commit = RunAsync(
            async db =>
            {
                await InsertAsync(db, 1);
                await InsertAsync(db, 1);
            },
            StatusCodes.Status200OK,
            body: body);
        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => commit);
        Assert.Equal(0, body.Length);
        Assert.Equal(0, await CountAsync());
    }

    [Fact]
    public async Task A_client_that_reads_slowly_holds_no_connection()
    {
        await using var db = installation.Db();
        var context = new DefaultHttpContext();
        ConnectionState? whileReading = null;
        context.Response.Body = new Reader(() => whileReading = db.Database.GetDbConnection().State);
        using var slots = new RequestSlots();
        var transaction = new RequestTransaction(async request => await request.Response.WriteAsync("done", TestContext.Current.CancellationToken));
        await transaction.InvokeAsync(context, db, Acting.As(Roles.Secretary, "001"), slots);
        Assert.Equal(ConnectionState.Closed, whileReading);
    }

    [Fact]
    public async Task A_request_that_does_nothing_in_its_transaction_loses_the_connection_after_a_while()
    {
        string? seen = null;
        await RunAsync(
            async db => seen = await db.Database.SqlQuery<string>($"select current_setting('idle_in_transaction_session_timeout') as \"Value\"")
                .SingleAsync(TestContext.Current.CancellationToken),
            StatusCodes.Status200OK);
        Assert.Equal("2min", seen);
    }

    [Theory]
    [InlineData("001'; reset role; --")]
    [InlineData("001.002\n")]
    [InlineData("1")]
    public async Task A_malformed_scope_is_refused(string path) =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => RunAsync(_ => Task.CompletedTask, StatusCodes.Status200OK, path));

    private async Task RunAsync(Func<HongyanDb, Task> page, int status, string? orgPath = null, Stream? body = null)
    {
        await using var db = installation.Db();
        var context = new DefaultHttpContext();
        if (body is not null) context.Response.Body = body;
        var transaction = new RequestTransaction(async request =>
        {
            await page(db);
            request.Response.StatusCode = status;
            await request.Response.WriteAsync("done", TestContext.Current.CancellationToken);
        });
        using var slots = new RequestSlots();
        await transaction.InvokeAsync(context, db, Acting.As(Roles.Secretary, orgPath), slots);
    }

    /// <summary>Where an answer goes; says when it is written to.</summary>
    private sealed class Reader(Action written) : MemoryStream
    {
        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            written();
            return base.WriteAsync(buffer, cancellationToken);
        }

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        {
            written();
            return base.WriteAsync(buffer, offset, count, cancellationToken);
        }
    }

    private static Task<int> InsertAsync(HongyanDb db, int number) =>
        db.Database.ExecuteSqlAsync($"insert into probe values ({number})", TestContext.Current.CancellationToken);

    private async Task<int> CountAsync()
    {
        await using var db = installation.Db();
        return await db.Database.SqlQuery<int>($"select count(*)::int as \"Value\" from probe").SingleAsync(TestContext.Current.CancellationToken);
    }
}
