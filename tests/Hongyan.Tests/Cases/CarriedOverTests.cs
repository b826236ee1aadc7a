using Hongyan.Platform;
using Npgsql;

namespace Hongyan.Tests.Cases;

/// <summary>What organisations owed once a year becomes the duties of their years, with what they had said was done.</summary>
public sealed class CarriedOverTests
{
    private const int Before = 69;

    [Fact]
    public async Task Duties_of_organisations_become_those_of_their_years()
    {
        var stop = TestContext.Current.CancellationToken;
        await using var source = NpgsqlDataSource.Create(await TestCluster.BareDatabaseAsync());
        await Migrator.MigrateAsync(source, stop, only: [.. Enumerable.Range(1, Before)]);
        await using (var command = source.CreateCommand("""
            insert into organization (path, name, kind) values ('001', '测试县委组织部', 'organization-department'), ('001.001', '测试镇党委', 'committee');
            insert into organization_duty (org_path, kind, period, owed_by, opens_on, due_on, done_on, note, clauses, profile, recorded_at) values
              ('001.001', 'sweep', '2026', 'all-organizations', '2026-01-01', '2026-03-31', '2026-04-02', '迟了', '{C-2.1.1a}', 'national@1',
                '2026-04-03T01:00:00Z'),
              ('001.001', 'year-end-report', '2026', 'committees', '2026-12-01', '2026-12-31', null, null, '{A-4.3b}', 'national@1', null),
              ('001', 'sweep', '2025', 'all-organizations', '2025-01-01', '2025-03-31', null, null, '{C-2.1.1a}', 'national@1', null);
            """))
            await command.ExecuteNonQueryAsync(stop);
        await Migrator.MigrateAsync(source, stop);
        Assert.Equal(
            ["001 2025 sweep office  ", "001.001 2026 sweep office 2026-04-02 2026-04-02", "001.001 2026 year-end-report office  "],
            await ListAsync(
                "select concat(d.org_path, ' ', c.period, ' ', d.kind, ' ', d.side, ' ', d.done_on, ' ', d.late_on) "
                    + "from case_duty d join \"case\" c on c.id = d.case_id order by 1"));
        Assert.Equal(["001.001 sweep-confirmed {\"by\": \"office\", \"on\": \"2026-04-02\", \"note\": \"迟了\", \"type\": \"sweep-confirmed\"}"],
            await ListAsync("select concat(o.path, ' ', r.type, ' ', r.data) from case_record r join organization o on o.id = r.org_id"));
        Assert.Equal(["001 1", "001.001 2"], // itself, and what is above it
            await ListAsync("select concat(o.path, ' ', cardinality(p.party_above)) from case_party p join organization o on o.id = p.org_id order by 1"));

        async Task<List<string>> ListAsync(string sql)
        {
            await using var command = source.CreateCommand(sql);
            await using var reader = await command.ExecuteReaderAsync(stop);
            var all = new List<string>();
            while (await reader.ReadAsync(stop))
                all.Add(reader.GetString(0));
            return all;
        }
    }
}
