using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Tests.Worklist;
using Npgsql;

namespace Hongyan.Tests.National;

/// <summary>Row-level security of comparisons and their tasks, asked of PostgreSQL itself.</summary>
public sealed class NationalLockTests : IAsyncLifetime
{
    private Village village = null!;
    private Sojourn stay = null!;

    public async ValueTask InitializeAsync()
    {
        village = await Village.NewAsync();
        stay = await village.AwayAsync("测试甲");
        await using var db = village.Installation.Db();
        var comparison = new NationalComparison
        {
            OrgPath = Village.HomeCommittee, Id = Guid.CreateVersion7(), Side = "outflow", OnDate = Village.Today, IsWhole = true, FileName = "x",
            Counts = "{}", ComparedBy = null, ComparedAt = village.Installation.Clock.GetUtcNow(),
        };
        db.NationalComparisons.Add(comparison);
        foreach (var (number, answer) in new[] { (1, null), (2, NationalLine.Taken) })
        {
            db.NationalLines.Add(new NationalLine
            {
                OrgPath = comparison.OrgPath, ComparisonId = comparison.Id, Number = number, Difference = NationalLine.Differs, BranchPath = Village.Home,
                PersonId = stay.MemberId, SojournId = stay.Id, Facts = "{}", IsRegistered = false, Answer = answer,
                AnsweredAt = answer is null ? null : village.Installation.Clock.GetUtcNow(),
            });
        }
        db.NationalTasks.Add(new NationalTask
        {
            BranchPath = Village.Home, Id = Guid.CreateVersion7(), OrgPath = comparison.OrgPath, ComparisonId = comparison.Id, Side = "outflow",
            Kind = NationalLine.Task, PersonId = stay.MemberId, Name = "测试甲", Content = "核实", DueOn = Village.Today, MadeBy = null,
            MadeAt = village.Installation.Clock.GetUtcNow(),
        });
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync() => village.DisposeAsync();

    [Theory]
    [InlineData(Roles.Clerk, Village.HomeCommittee, "1 2 1")]
    [InlineData(Roles.Department, Village.County, "1 2 1")]
    [InlineData(Roles.Secretary, Village.Home, "0 0 1")] // its task, and not what its committee compared
    [InlineData(Roles.Secretary, Village.Neighbour, "0 0 0")]
    [InlineData(Roles.Clerk, Village.HostCommittee, "0 0 0")]
    [InlineData(Roles.Contact, Village.Home, "0 0 0")] // decides nothing
    [InlineData(Roles.Audit, null, "0 0 0")]
    public async Task Who_reads_what(string role, string? org, string counts) => Assert.Equal([counts], await AsAsync(Acting.As(role, org),
        "select (select count(*) from national_comparison) || ' ' || (select count(*) from national_line) || ' ' || (select count(*) from national_task)"));

    [Theory]
    [InlineData("update national_task set content = '\\x01' returning '1'")]
    [InlineData("update national_task set due_on = '2030-01-01' returning '1'")]
    [InlineData("update national_task set done_on = null, done_by = null returning '1'")]
    [InlineData("update national_task set done_on = '2026-05-10', done_by = gen_random_uuid() returning '1'")] // in another's name
    [InlineData("update national_task set branch_path = '001.001.002' returning '1'")]
    [InlineData("delete from national_task returning '1'")]
    [InlineData("update national_line set answer = 'left' returning '1'")]
    [InlineData("insert into national_task (branch_path, id, org_path, side, kind, name, content, due_on, made_at) "
        + "values ('001.001.002', gen_random_uuid(), '001.001.001', 'outflow', 'task', '\\x01', '\\x01', '2026-05-10', now()) returning '1'")]
    public async Task A_branch_does_no_more_with_its_task_than_say_that_it_is_done(string statement)
    {
        await RefusedAsync(Acting.As(Roles.Secretary, Village.Home), statement);
        await RefusedAsync(Acting.As(Roles.Contact, Village.Home), statement);
    }

    [Fact]
    public async Task A_task_is_done_by_whoever_decides_for_the_branch_and_once()
    {
        var secretary = Acting.As(Roles.Secretary, Village.Home);
        var done = $"update national_task set done_on = '2026-05-10', done_by = '{secretary.AccountId}' returning '1'";
        await RefusedAsync(Acting.As(Roles.Secretary, Village.Neighbour, by: secretary.AccountId), done);
        Assert.Equal(["1"], await AsAsync(secretary, done, commit: true));
        await RefusedAsync(secretary, done);
    }

    [Theory]
    [InlineData("update national_line set facts = '\\x01' where number = 1 returning '1'")]
    [InlineData("update national_line set answer = 'left', reason = '\\x01', answered_at = now(), answered_by = gen_random_uuid() "
        + "where number = 1 returning '1'")]
    [InlineData("update national_line set answer = null, answered_at = null where number = 2 returning '1'")] // what was decided stays
    [InlineData("delete from national_line returning '1'")]
    [InlineData("update national_comparison set counts = '{}' returning '1'")]
    [InlineData("insert into national_comparison (org_path, id, side, on_date, is_whole, file_name, counts, compared_at) "
        + "values ('001.002', gen_random_uuid(), 'outflow', '2026-05-10', true, 'x', '{}', now()) returning '1'")]
    public async Task A_committee_changes_nothing_of_what_was_compared_or_decided(string statement) =>
        await RefusedAsync(Acting.As(Roles.Clerk, Village.HomeCommittee), statement);

    private async Task RefusedAsync(Actor actor, string statement)
    {
        try
        {
            Assert.Empty(await AsAsync(actor, statement));
        }
        catch (PostgresException refused)
        {
            Assert.True(refused.SqlState is "42501" or "23514", refused.MessageText);
        }
    }

    private async Task<List<string>> AsAsync(Actor actor, string sql, bool commit = false)
    {
        await using var connection = await village.Installation.Instance.PageSource.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand($"{RequestTransaction.ScopeOf(actor)}; {sql}", connection);
        var rows = new List<string>();
        await using (var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken))
        {
            do
            {
                while (await reader.ReadAsync(TestContext.Current.CancellationToken))
                    rows.Add(reader.GetString(0));
            }
            while (await reader.NextResultAsync(TestContext.Current.CancellationToken));
        }
        if (commit)
            await transaction.CommitAsync(TestContext.Current.CancellationToken);
        return rows;
    }
}
