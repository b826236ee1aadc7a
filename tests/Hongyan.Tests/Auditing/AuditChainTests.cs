using Hongyan.Features.Auditing;
using Hongyan.Platform;
using Hongyan.Records;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.Auditing;

public sealed class AuditChainTests : IAsyncLifetime
{
    private TestInstallation installation = null!;
    private AuditChain chain = null!;

    public async ValueTask InitializeAsync()
    {
        installation = await TestInstallation.NewAsync(new DateOnly(2026, 11, 20));
        chain = new AuditChain(installation.Instance);
        await ActAsync(6);
    }

    public ValueTask DisposeAsync() => installation.DisposeAsync();

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

    [Theory]
    [InlineData("update audit_entry set act = 'x'")]
    [InlineData("delete from audit_entry")]
    [InlineData("insert into audit_entry (id, act, no, hash) values (gen_random_uuid(), 'x', 9223372036854775807, '')")]
    [InlineData("insert into audit_entry (id, act, at) values (gen_random_uuid(), 'x', '2001-01-01')")]
    [InlineData("insert into audit_entry (id, act, account_id) values (gen_random_uuid(), 'x', gen_random_uuid())")]
    [InlineData("insert into audit_entry (id, act, role) values (gen_random_uuid(), 'x', 'audit')")]
    [InlineData("insert into audit_entry (id, act, org_path) values (gen_random_uuid(), 'x', '001')")]
    [InlineData("select no from audit_head")]
    [InlineData("delete from audit_head")]
    public async Task The_application_neither_changes_the_log_nor_says_who_acted_or_when(string attempt)
    {
        await using var db = installation.PageDb();
        var refused = await Assert.ThrowsAsync<Npgsql.PostgresException>(() => db.Database.ExecuteSqlRawAsync(attempt, TestContext.Current.CancellationToken));
        Assert.Equal("42501", refused.SqlState);
    }

    [Fact]
    public async Task Who_acted_as_what_and_when_is_told_by_the_session_of_the_database()
    {
        var actor = Acting.As(Roles.Secretary, "001.002");
        await using (var db = installation.PageDb())
        await using (var transaction = await Installation.BeginScopeAsync(db, actor, TestContext.Current.CancellationToken))
        {
            new Audit(db, actor).Note("by-a-page");
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
            await transaction.CommitAsync(TestContext.Current.CancellationToken);
        }
        await using var owner = installation.Db();
        var kept = await owner.Audit.SingleAsync(entry => entry.Act == "by-a-page", TestContext.Current.CancellationToken);
        Assert.Equal((actor.AccountId, Roles.Secretary, "001.002"), (kept.AccountId, kept.Role, kept.OrgPath));
        Assert.InRange(kept.At, installation.Clock.GetUtcNow().AddMinutes(-1), installation.Clock.GetUtcNow().AddMinutes(1));
        Assert.Empty((await VerifiedAsync()).Faults);
    }

    [Fact]
    public async Task A_tail_that_was_cut_stays_missing_when_work_goes_on()
    {
        await VerifiedAsync();
        await DoAsync("delete from audit_entry where no >= 5");
        await ActAsync(3);
        Assert.Equal(["missing 5-6"], await FaultsAsync());
        await ActAsync(1);
        Assert.Equal(["missing 5-6"], await FaultsAsync());
    }

    [Theory]
    [InlineData(true, false, "row-missing 0-0")]
    [InlineData(false, true, "file-missing 0-0")]
    [InlineData(true, true, "heads-missing 0-0")]
    public async Task A_head_that_was_removed_is_named_and_does_not_come_back_by_itself(bool row, bool file, string found)
    {
        await VerifiedAsync();
        if (row) await DoAsync("delete from audit_head");
        if (file) File.Delete(HeadFile);
        await ActAsync(2);
        Assert.Equal([found], await FaultsAsync());
        Assert.Equal([found], await FaultsAsync());
        await chain.RenewHeadAsync(TestContext.Current.CancellationToken);
        Assert.Empty(await FaultsAsync());
    }

    [Fact]
    public async Task Both_heads_removed_and_the_bare_number_of_older_versions_in_their_place_hide_no_cut()
    {
        await VerifiedAsync();
        await DoAsync("delete from audit_head; delete from audit_entry where no >= 5");
        await File.WriteAllTextAsync(HeadFile, "4", TestContext.Current.CancellationToken);
        Assert.Equal(["row-missing 0-0", "file-forged 0-0"], await FaultsAsync());
    }

    [Fact]
    public async Task A_head_set_back_with_the_tail_is_named_by_the_other()
    {
        await VerifiedAsync();
        var old = await File.ReadAllTextAsync(HeadFile, TestContext.Current.CancellationToken);
        await ActAsync(2);
        await VerifiedAsync();
        await File.WriteAllTextAsync(HeadFile, old, TestContext.Current.CancellationToken);
        installation.Clock.Forward(TimeSpan.FromMinutes(2)); // no server brings it forward
        await DoAsync("delete from audit_entry where no >= 7");
        Assert.Equal(["file-behind 6-8", "missing 7-8"], await FaultsAsync());
    }

    [Fact]
    public async Task A_row_set_back_or_forged_is_named()
    {
        await VerifiedAsync();
        await DoAsync("create table kept as select * from audit_head");
        await ActAsync(2);
        await VerifiedAsync();
        await DoAsync("delete from audit_head; insert into audit_head select * from kept; delete from audit_entry where no >= 7");
        Assert.Equal(["row-behind 6-8", "missing 7-8"], await FaultsAsync());
        await DoAsync("update audit_head set no = 8");
        Assert.Equal(["row-forged 8-8", "missing 7-8"], await FaultsAsync());
    }

    [Fact]
    public async Task An_entry_with_the_last_number_there_is_stands_beyond_the_end_and_stops_nothing()
    {
        await VerifiedAsync();
        await DoAsync("insert into audit_entry (id, at, act, no, hash) values (gen_random_uuid(), now(), 'forged', 9223372036854775807, sha256('x'))");
        await ActAsync(2);
        Assert.Equal(["beyond 9223372036854775807-9223372036854775807"], await FaultsAsync());
        Assert.Equal(8, (await VerifiedAsync()).Sound);
    }

    [Fact]
    public async Task A_log_of_an_older_version_goes_on_and_is_named_when_its_tail_was_cut_before()
    {
        await VerifiedAsync();
        await AsBeforeAsync("8"); // two more were sealed once
        Assert.Equal(["missing 7-8"], await FaultsAsync());
        await ActAsync(1);
        Assert.Equal(["missing 7-8"], await FaultsAsync());
        Assert.Equal(9, await HeadAsync());
    }

    [Fact]
    public async Task A_log_of_an_older_version_that_nobody_touched_is_whole()
    {
        await VerifiedAsync();
        await AsBeforeAsync("6");
        await ActAsync(1);
        Assert.Empty(await FaultsAsync());
        Assert.Equal(7, await HeadAsync());
    }

    [Fact]
    public void Every_fault_is_told_in_both_languages()
    {
        var entry = new Data.AuditEntry { Id = Guid.CreateVersion7(), Act = "tried" };
        foreach (var what in new[]
        {
            "missing", "altered", "beyond", "beginning", "heads-missing", "row-missing", "row-forged", "row-behind", "file-missing", "file-forged",
            "file-behind",
            "copy-missing", "copy-behind", "copy-forged", "copy-order", "copy-differs",
        })
            Assert.Contains(" / ", AuditVerb.SentenceOf(new AuditFault(what, 3, 4, entry), installation.Instance), StringComparison.Ordinal);
    }

    private string HeadFile => AuditHeads.FileOf(installation.Instance.DataDirectory);

    /// <summary>The log as a version without heads left it.</summary>
    private async Task AsBeforeAsync(string head)
    {
        await using (var db = installation.Db())
        {
            byte[] hash = [];
            foreach (var entry in await db.Audit.OrderBy(entry => entry.No).ToListAsync(TestContext.Current.CancellationToken))
                entry.Hash = hash = installation.Instance.Secrets.Seal(hash, AuditChain.FormerTextOf(entry, entry.No!.Value));
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }
        await DoAsync("delete from audit_head");
        await File.WriteAllTextAsync(HeadFile, head, TestContext.Current.CancellationToken);
    }

    private async Task<long> HeadAsync()
    {
        await using var db = installation.Db();
        return await db.Database.SqlQuery<long>($"select no as \"Value\" from audit_head").SingleAsync(TestContext.Current.CancellationToken);
    }

    private async Task<IEnumerable<string>> FaultsAsync() => (await VerifiedAsync()).Faults.Select(fault => $"{fault.What} {fault.From}-{fault.To}");

    private async Task ActAsync(int count)
    {
        await using var db = installation.Db();
        var audit = new Audit(db, new Actor(principal: null));
        for (var i = 0; i < count; i++)
            audit.Note("tried", $"subject-{i}", new { Count = i, Text = "试验" }, reason: "测试");
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    private Task<(IReadOnlyList<AuditFault> Faults, long Sound)> VerifiedAsync() => chain.VerifyAsync(TestContext.Current.CancellationToken);

    private async Task DoAsync(string sql)
    {
        await using var db = installation.Db();
        await db.Database.ExecuteSqlRawAsync(sql.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal),
            TestContext.Current.CancellationToken);
    }
}
