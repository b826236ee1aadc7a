using Hongyan.Platform;
using Hongyan.Rules.Sojourns;
using Npgsql;

namespace Hongyan.Tests.Cases;

/// <summary>What an older version kept is carried over whole.</summary>
public sealed class CarriedOverTests
{
    private const int Before = 69;

    [Fact]
    public async Task Duties_of_organisations_become_those_of_their_years()
    {
        await using var source = NpgsqlDataSource.Create(await TestCluster.BareDatabaseAsync());
        await Migrator.MigrateAsync(source, Stop, only: [.. Enumerable.Range(1, Before)]);
        await using (var command = source.CreateCommand("""
            insert into organization (path, name, kind) values ('001', '测试县委组织部', 'organization-department'), ('001.001', '测试镇党委', 'committee');
            insert into organization_duty (org_path, kind, period, owed_by, opens_on, due_on, done_on, note, clauses, profile, recorded_at) values
              ('001.001', 'sweep', '2026', 'all-organizations', '2026-01-01', '2026-03-31', '2026-04-02', '迟了', '{C-2.1.1a}', 'national@1',
                '2026-04-03T01:00:00Z'),
              ('001.001', 'year-end-report', '2026', 'committees', '2026-12-01', '2026-12-31', null, null, '{A-4.3b}', 'national@1', null),
              ('001', 'sweep', '2025', 'all-organizations', '2025-01-01', '2025-03-31', null, null, '{C-2.1.1a}', 'national@1', null);
            """))
            await command.ExecuteNonQueryAsync(Stop);
        await Migrator.MigrateAsync(source, Stop);
        Assert.Equal(
            ["001 2025 sweep office  ", "001.001 2026 sweep office 2026-04-02 2026-04-02", "001.001 2026 year-end-report office  "],
            await ListAsync(source,
                "select concat(d.org_path, ' ', c.period, ' ', d.kind, ' ', d.side, ' ', d.done_on, ' ', d.late_on) "
                    + "from duty d join \"case\" c on c.id = d.case_id order by 1"));
        Assert.Equal(["001.001 sweep-confirmed {\"by\": \"office\", \"on\": \"2026-04-02\", \"note\": \"迟了\", \"type\": \"sweep-confirmed\"}"],
            await ListAsync(source, "select concat(o.path, ' ', r.type, ' ', r.data) from record r join organization o on o.id = r.org_id"));
        Assert.Equal(["001 1", "001.001 2"], // itself, and what is above it
            await ListAsync(source,
                "select concat(o.path, ' ', cardinality(p.party_above)) from case_party p join organization o on o.id = p.org_id order by 1"));
    }

    [Fact]
    public async Task Duties_of_cases_and_of_sojourns_come_into_one_table_with_the_same_figures()
    {
        await using var source = NpgsqlDataSource.Create(await TestCluster.BareDatabaseAsync());
        await Migrator.MigrateAsync(source, Stop, only: [.. Enumerable.Range(1, BeforeOneTable)]);
        await using (var command = source.CreateCommand("""
            insert into organization (path, name, kind) values
              ('001', '测试县委组织部', 'organization-department'), ('001.001', '测试镇党委', 'committee'), ('001.001.001', '测试村党支部', 'branch');
            insert into member (id, home_path, name, sex, born, status, category) values
              ('00000000-0000-0000-0000-000000000001', '001.001.001', '测试甲', 'male', '1990-05-01', 'full', 'employee');
            insert into sojourn (member_id, id, home_path, state, departed_on) values
              ('00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-000000000002', '001.001.001', 'away', '2026-01-05');
            insert into duty (member_id, id, sojourn_id, kind, period, owed_by, org_path, opens_on, due_on, done_on, late_on, missed_on, clauses, profile,
              home_path)
            select '00000000-0000-0000-0000-000000000001', gen_random_uuid(), '00000000-0000-0000-0000-000000000002', kind, period, owed_by, org_path,
                   opens_on::date, due_on::date, done_on::date, late_on::date, missed_on::date, '{C-2.1.1a}', 'national@1', '001.001.001'
            from (values
              ('home-contact', '2026-Q1', 'home-branch', '001.001.001', '2026-01-05', '2026-03-31', null, null, '2026-05-01'),
              ('home-contact', '2026-Q2', 'home-branch', '001.001.001', '2026-04-01', '2026-06-30', null, null, '2026-07-31'),
              ('report-departure', null, 'member', '001.001.001', '2026-01-05', '2026-01-05', '2026-04-20', '2026-04-20', null),
              ('sweep', '2026', 'all-organizations', '001.001.001', '2026-01-01', '2026-03-31', null, null, null))
              as d (kind, period, owed_by, org_path, opens_on, due_on, done_on, late_on, missed_on);
            insert into "case" (owner_id, id, kind, period, state, begun_on, party_above)
            select id, id, 'office-year', '2026', 'running', '2026-01-01', array[id::text] from organization;
            insert into case_duty (owner_id, id, case_id, case_kind, kind, period, side, shared, org_id, org_path, opens_on, due_on, done_on, late_on, clauses,
              profile, party_above)
            select o.id, gen_random_uuid(), o.id, 'office-year', d.kind, '2026', 'office', d.shared, o.id, o.path, '2026-01-01', '2026-03-31', d.done::date,
              d.done::date,
                   '{C-2.1.1a}', 'national@1', array[o.id::text]
            from organization o cross join (values ('sweep', true, null), ('text', false, null), ('answer', false, '2026-04-10')) d (kind, shared, done);
            """))
            await command.ExecuteNonQueryAsync(Stop);
        var duties = await ListAsync(source, Duties("member_id", "case_duty"));
        var owed = await ListAsync(source, Owed("case_duty_owed"));
        var figures = await ListAsync(source, Figures);
        Assert.Equal((13, 9), (duties.Count, owed.Count));
        Assert.NotEmpty(figures);
        await Migrator.MigrateAsync(source, Stop);
        Assert.Equal(duties, await ListAsync(source, Duties("owner_id", other: null)));
        Assert.Equal(owed, await ListAsync(source, Owed(other: null)));
        Assert.Equal(figures, await ListAsync(source, Figures));
    }

    [Fact]
    public async Task Records_of_cases_and_of_sojourns_come_into_one_table_and_those_of_sojourns_stay_where_they_lie()
    {
        await using var source = NpgsqlDataSource.Create(await TestCluster.BareDatabaseAsync());
        await Migrator.MigrateAsync(source, Stop, only: [.. Enumerable.Range(1, BeforeOneTableOfRecords)]);
        await using (var command = source.CreateCommand("""
            insert into organization (path, name, kind) values ('001', '测试县委组织部', 'organization-department'), ('001.001', '测试村党支部', 'branch');
            insert into member (id, home_path, name, sex, born, status, category) values
              ('00000000-0000-0000-0000-000000000001', '001.001', '测试甲', 'male', '1990-05-01', 'full', 'employee');
            insert into sojourn (member_id, id, home_path, host_path, state, departed_on) values
              ('00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-000000000002', '001.001', '001', 'away', '2026-01-05');
            insert into record (member_id, id, sojourn_id, on_date, type, data, org_path, account_id, recorded_at, corrects_id, home_path, host_path)
            select '00000000-0000-0000-0000-000000000001', gen_random_uuid(), '00000000-0000-0000-0000-000000000002', on_date::date, type,
                   jsonb_build_object('type', type, 'on', on_date), '001.001', null, '2026-02-01T01:00:00Z', corrects::uuid, '001.001', host
            from (values ('2026-01-05', 'departure-reported', null, null), ('2026-01-20', 'contact', null, '001'),
                         ('2026-01-21', 'struck', '00000000-0000-0000-0000-000000000003', '001')) r (on_date, type, corrects, host);
            insert into "case" (owner_id, id, kind, period, state, begun_on, party_above)
            select id, id, 'office-year', '2026', 'running', '2026-01-01', array[id::text] from organization;
            insert into case_record (owner_id, id, case_id, on_date, type, side, data, org_id, account_id, recorded_at, corrects_id, asks_id, party_above,
              about_member_id)
            select o.id, gen_random_uuid(), o.id, '2026-02-02', r.type, 'office', '{}', o.id, gen_random_uuid(), '2026-02-02T01:00:00Z', r.corrects::uuid,
              r.asks::uuid, array[o.id::text], '00000000-0000-0000-0000-000000000001'
            from organization o cross join (values ('event-held', null, null), ('struck', '00000000-0000-0000-0000-000000000004', null),
              ('strike-asked', null, '00000000-0000-0000-0000-000000000005')) r (type, corrects, asks);
            """))
            await command.ExecuteNonQueryAsync(Stop);
        const string OfCases = "concat_ws('|', owner_id, id, case_id, on_date, type, side, data, org_id, account_id, recorded_at, corrects_id, asks_id, "
            + "party_above, about_member_id)";
        var sojourns = await ListAsync(source, OfSojourns("member_id", "sojourn_id", "true"));
        var cases = await ListAsync(source, $"select {OfCases} from case_record order by 1");
        Assert.Equal((3, 6), (sojourns.Count, cases.Count));
        await Migrator.MigrateAsync(source, Stop);
        Assert.Equal(sojourns, await ListAsync(source, OfSojourns("owner_id", "case_id", "case_kind = 'sojourn'")));
        Assert.Equal(cases, await ListAsync(source, $"select {OfCases} from record where case_kind = 'office-year' order by 1"));

        // with the place of a row on the disk: none is written anew
        static string OfSojourns(string owner, string stay, string which) =>
            $"select concat_ws('|', ctid, {owner}, id, {stay}, on_date, type, data, org_path, account_id, recorded_at, corrects_id, home_path, host_path) "
                + $"from record where {which} order by 1";
    }

    [Fact]
    public async Task Consultations_of_stays_stay_readable_and_are_owed_by_stays_no_more()
    {
        await using var source = NpgsqlDataSource.Create(await TestCluster.BareDatabaseAsync());
        await Migrator.MigrateAsync(source, Stop, only: [.. Enumerable.Range(1, BeforeEffect)]);
        await using (var command = source.CreateCommand("""
            insert into organization (path, name, kind) values
              ('001', '测试县委组织部', 'organization-department'), ('001.001', '测试镇党委', 'committee'), ('001.001.001', '测试村党支部', 'branch');
            insert into member (id, home_path, name, sex, born, status, category) values
              ('00000000-0000-0000-0000-000000000001', '001.001.001', '测试甲', 'male', '1990-05-01', 'full', 'employee');
            insert into sojourn (member_id, id, home_path, state, departed_on, duties_until) values
              ('00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-000000000002', '001.001.001', 'away', '2026-01-05', '2026-06-01');
            insert into record (member_id, id, sojourn_id, on_date, type, data, recorded_at, home_path)
            select '00000000-0000-0000-0000-000000000001', gen_random_uuid(), '00000000-0000-0000-0000-000000000002', (data ->> 'on')::date,
                   data ->> 'type', data, '2026-02-01T01:00:00Z', '001.001.001'
            from unnest(array['{"type": "agreement-in-force", "on": "2026-01-15", "until": "2026-12-31"}'::jsonb,
              '{"type": "consulted", "on": "2026-01-20", "note": "已会商"}'::jsonb]) data;
            insert into duty (owner_id, id, case_id, kind, period, owed_by, org_path, opens_on, due_on, done_on, clauses, profile, home_path)
            select '00000000-0000-0000-0000-000000000001', gen_random_uuid(), '00000000-0000-0000-0000-000000000002', kind, period, owed_by,
                   '001.001', '2026-01-15', '2026-06-30', done::date, '{C-3.1b}', 'national@1', '001.001.001'
            from (values ('consult-agreement', '2026-H1', 'agreement-parties', '2026-01-20'), ('consult-agreement', '2026-H2', 'agreement-parties', null),
              ('home-contact', '2026-Q1', 'home-branch', null)) d (kind, period, owed_by, done);
            insert into "case" (owner_id, id, kind, state, begun_on, party_above)
            select id, id, 'agreement', 'in-force', '2026-01-01', array[id::text] from organization where path = '001.001';
            delete from standing_mark;
            """))
            await command.ExecuteNonQueryAsync(Stop);
        await Migrator.MigrateAsync(source, Stop);
        Assert.Equal(["home-contact"], await ListAsync(source, "select kind from duty"));
        Assert.Equal(["001.001"], await ListAsync(source, "select org_path from standing_mark"));
        Assert.Equal(["1900-01-01"], await ListAsync(source, "select duties_until::text from sojourn")); // told anew with what covers it
        var told = (await ListAsync(source, "select data::text from record order by on_date")).ConvertAll(EventJson.Read);
        Assert.Equal(new DateOnly(2026, 12, 31), Assert.IsType<AgreementInForce>(told[0]).Until);
        Assert.Equal("已会商", Assert.IsType<Consulted>(told[1]).Note);
        Assert.All(told, happened => Assert.False(SojournRecords.Book.Of(happened) is { IsWritten: true } or { CanBeStruck: true }));
    }

    private const int BeforeEffect = 114;

    private const int BeforeOneTable = 72;
    private const int BeforeOneTableOfRecords = 119;

    // what is owed once for many, as Closing says it
    private const string Figures = """
        select concat_ws(' ', f.org_path, f.source, f.on_date, f.away, f.open, f.soon, f.overdue, f.late, f.missed)
        from standing_changes(array['001', '001.001', '001.001.001'], '2026-05-10', 14, array['sweep', 'year-end-report', 'refresh-ledger']) f order by 1
        """;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>All duties, those of cases from their own table while there is one.</summary>
    private static string Duties(string owner, string? other)
    {
        const string Said = "id, kind, period, part, org_path, opens_on, due_on, done_on, late_on, missed_on, moot_on, closed_by, note, clauses, profile";
        return $"select concat_ws(' ', {owner}, {Said}) from duty" + (other is null ? "" : $" union all select concat_ws(' ', owner_id, {Said}) from {other}")
            + " order by 1";
    }

    private static string Owed(string? other)
    {
        const string Said = "concat_ws(' ', id, kind, period, org_path, opens_on, due_on, owed_until, clauses)";
        return $"select {Said} from duty_owed" + (other is null ? "" : $" union all select {Said} from {other}") + " order by 1";
    }

    private static async Task<List<string>> ListAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync(Stop);
        var all = new List<string>();
        while (await reader.ReadAsync(Stop))
            all.Add(reader.GetString(0));
        return all;
    }
}
