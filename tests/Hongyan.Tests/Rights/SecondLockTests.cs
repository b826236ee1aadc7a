using Hongyan.Platform;
using Hongyan.Tests.Worklist;
using Npgsql;

namespace Hongyan.Tests.Rights;

/// <summary>
/// Row-level security, asked of PostgreSQL itself: whatever a page forgets, a foreign organisation gets no row, and no statement of the pages opens the lock.
/// </summary>
public sealed class SecondLockTests(Case one) : IClassFixture<Case>
{
    // Nothing in them is about a person. Any other table is, and has to be locked.
    private static readonly string[] NotOfPeople =
        ["organization", "profile_version", "certificate_range", "signing_key", "station", "setting", "migration", "running_number", "audit_beginning",
            "audit_head", "passkey_ceremony", "standing", "standing_mark", "situation_telling", "background_job",
            "outside_organization", "outside_act", "exchange_key", "exchange_peer", "exchange_line", "exchange_resync", "exchange_unread",
             "status_list", "status_place", "installation_key", "publication", "pinned_root", "pinned_list"];

    // What may look beyond the scope, because it tells no more than it is asked.
    private static readonly string[] Windows =
        [
            "agreements_reached", "arrival_failures", "case_unread", "certificate_coded", "certificate_shown", "certificates_like",
            "dispatch_drafts", "find_arrival",
            "first_steps", "forget_drafts", "forget_factors", "forget_number_lookups",
            "guest_certificate_twice", "guest_elsewhere", "guest_moved_from", "guest_moves_on", "guest_showed", "guests_known_here",
            "has_factor", "is_own_home", "known_certificate", "known_identities",
            "move_certificate_number", "number_lookups", "outside_word", "own_homes_outside", "receive_arrival", "rows_beside", "session_held",
            "set_certificate_status",
            "situation_added_later", "situation_beside", "situation_inflow", "situation_members", "situation_outflow", "situation_twice",
             "slip_sender", "take_status_place", "unpublished_holidays", "user_name_taken",
        ];

    [Fact]
    public async Task Every_table_with_people_in_it_is_locked()
    {
        var open = await OwnerAsync(
            "select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm') and not relrowsecurity "
            + "and not (relkind = 'v' and 'security_invoker=true' = any(coalesce(reloptions, '{}'))) " // held by the locks of the tables it reads
            + "and not exists (select from pg_depend where objid = pg_class.oid and deptype = 'e') order by 1"); // an extension's own are none of ours
        Assert.Empty(open.Except(NotOfPeople));
        Assert.Empty((await OwnerAsync("select tablename from pg_policies where schemaname = 'public' and qual = 'true' and with_check is null"))
            .Except(NotOfPeople));
    }

    [Fact]
    public async Task The_pages_role_owns_nothing_and_is_no_other()
    {
        Assert.Equal(["false"],
            await OwnerAsync("select (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb)::text from pg_roles where rolname = 'hongyan_app'"));
        Assert.Empty(await OwnerAsync("select roleid::regrole::text from pg_auth_members where member = 'hongyan_app'::regrole"));
        Assert.Empty(await OwnerAsync("select relname from pg_class where relowner = 'hongyan_app'::regrole"));
        Assert.Empty(await OwnerAsync("select proname from pg_proc where proowner = 'hongyan_app'::regrole"));
    }

    [Fact]
    public async Task No_statement_of_the_pages_opens_the_lock()
    {
        var owner = (await OwnerAsync("select current_user::text"))[0];
        foreach (var attempt in new[]
        {
            $"set role {owner}", $"set session authorization {owner}", "alter table member disable row level security", "drop policy scope on member",
            "alter role hongyan_app bypassrls", "set row_security = off; select count(*)::text from member",
            "update audit_entry set act = 'x'", "delete from audit_entry",
            "update record set type = 'x'", "delete from member", "truncate duty", "create function public.open() returns int language sql as 'select 1'",
            "create table public.open (one integer)", "create schema open",
            "create temporary table member (id uuid)", "create function pg_temp.open() returns int language sql as 'select 1'",
            "copy (select 1) to program 'true'",
        })
        {
            var refused = await Assert.ThrowsAsync<PostgresException>(() => PagesAsync(Acting.As(Roles.Department, Case.ForeignCounty), attempt));
            Assert.Equal("42501", refused.SqlState);
        }
        Assert.Equal(["hongyan_app"], await PagesAsync(Acting.As(Roles.Department, Case.ForeignCounty), "reset role; select current_user::text"));
    }

    [Fact]
    public async Task Nobody_who_is_not_concerned_gets_a_row_of_any_table()
    {
        var tables = (await OwnerAsync("select quote_ident(relname) from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1"))
            .Except(NotOfPeople)
            .ToList();
        foreach (var table in tables)
        {
            var query = $"select count(*)::text from {table} where {Concerning(table)}";
            Assert.True((await OwnerAsync(query))[0] != "0", $"{table} holds nothing of the case: nothing is tried");
            foreach (var who in Who.All.Where(who => !who.IsConcerned && who.Role is not null))
            {
                if ((who.Role, table) is (Roles.Audit, "audit_entry")) continue; // that is his task
                var actor = Acting.As(who.Role!, who.Org, who.Role == Roles.Member ? one.ForeignMember : null);
                Assert.True((await PagesAsync(actor, query))[0] == "0", $"{who.Name} reads {table}");
            }
        }
    }

    [Fact]
    public async Task Nobody_signed_in_reads_nothing_but_accounts_at_the_door()
    {
        foreach (var table in (await OwnerAsync("select quote_ident(relname) from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'"))
            .Except(NotOfPeople))
        {
            if (table is "account" or "appointment" or "invitation" or "authenticator" or "recovery_code" or "account_session" or "external_identity"
                or "sign_in_failure" or "passkey" or "appointment_confirmation")
                continue;
            Assert.Equal(["0"], await PagesAsync(new Actor(principal: null), $"select count(*)::text from {table}"));
        }
    }

    [Theory]
    [InlineData("insert into external_identity select 'x', 'new', id, now() from account where member_id is null limit 1 returning 'done'")]
    [InlineData("update external_identity set subject = 'new' returning 'done'")]
    [InlineData("delete from authenticator returning 'done'")]
    [InlineData("delete from recovery_code returning 'done'")]
    [InlineData("delete from passkey returning 'done'")]
    [InlineData("select encode(secret, 'hex') from authenticator")]
    [InlineData("select forget_factors(account_id, now())::text from appointment where role = 'security'")]
    [InlineData("update appointment set until_on = '2020-01-01' where role = 'audit' returning 'done'")]
    [InlineData("update link_request set confirmed_by = gen_random_uuid(), confirmed_at = now() returning 'done'")]
    public async Task The_security_administrator_makes_no_way_into_an_account_and_ends_no_auditor(string statement)
    {
        await one.StaffAsync();
        var actor = Acting.As(Roles.Security);
        try
        {
            Assert.Empty(await PagesAsync(actor, statement));
        }
        catch (PostgresException refused)
        {
            Assert.Equal("42501", refused.SqlState);
        }
    }

    [Fact]
    public async Task Windows_are_known_closed_to_the_public_and_keep_their_path()
    {
        Assert.Equal(Windows, await OwnerAsync("select proname from pg_proc where prosecdef and pronamespace = 'public'::regnamespace order by 1"));
        Assert.Empty(await OwnerAsync("""
            select proname from pg_proc where prosecdef and pronamespace = 'public'::regnamespace
              and (proconfig is null or proconfig::text not like '%search_path%' or has_function_privilege('public', oid, 'execute'))
            """));
    }

    [Theory]
    [InlineData("record")]
    [InlineData("duty")]
    [InlineData("exchange")]
    [InlineData("transfer")]
    public async Task A_later_host_reads_what_was_before_and_a_former_host_only_its_own_time(string table)
    {
        var (now, before) = (Acting.As(Roles.Floating, Case.FloatingHost), Acting.As(Roles.Secretary, Village.Host));
        var ofStay = $"{(table is "record" or "duty" ? "owner_id" : "member_id")} = '{one.Stay.MemberId}'";
        var query = $"select count(*)::text from {table} where {ofStay}";
        var all = (await OwnerAsync(query))[0];
        Assert.Equal([all], await PagesAsync(now, query));
        Assert.Equal(["0"], await PagesAsync(before, query));
        await OwnerAsync($"update {table} set host_path = '{Village.Host}' where {ofStay} returning '1'");
        Assert.Equal([all], await PagesAsync(now, query));
        Assert.Equal([all], await PagesAsync(before, query));
        await OwnerAsync($"update {table} set host_path = '{Case.FloatingHost}' where {ofStay} returning '1'");
    }

    [Fact]
    public async Task No_page_shows_a_record_of_a_stay_to_others_by_the_ids_that_cases_are_seen_by()
    {
        var secretary = Acting.As(Roles.Secretary, Village.Home);
        foreach (var attempt in new[]
        {
            "insert into record (owner_id, id, case_id, on_date, type, data, recorded_at, home_path, party_above) "
                + $"values ('{one.Stay.MemberId}', gen_random_uuid(), '{one.Stay.Id}', '2026-05-01', 'x', '{{}}', now(), '{Village.Home}', "
                + $"(select array[id::text] from organization where path = '{Case.ForeignBranch}')) returning '1'",
            $"update record set about_member_id = '{one.ForeignMember}' where owner_id = '{one.Stay.MemberId}' returning '1'",
            $"update record set home_path = '{Case.ForeignBranch}' where owner_id = '{one.Stay.MemberId}' returning '1'",
        })
        {
            var refused = await Assert.ThrowsAsync<PostgresException>(() => PagesAsync(secretary, attempt));
            Assert.True(refused.SqlState is "23514" or "42501", refused.MessageText);
        }
    }

    [Fact]
    public async Task A_letter_opens_the_case_to_whom_it_addresses_for_one_transaction_and_to_nobody_else()
    {
        Assert.Empty(await OwnerAsync("select policyname from pg_policies where schemaname = 'public' and qual ~ 'received|FROM transfer'"));
        var (other, ofStay) = (Guid.CreateVersion7(), $"where member_id = '{one.Stay.MemberId}' returning '1'");
        // a host before sees the letter of its time, and no more of the case for it
        await OwnerAsync($"update transfer set to_path = '{Case.ForeignCommittee}', host_path = '{Village.Neighbour}' {ofStay}");
        Assert.Equal(["1"], await PagesAsync(Acting.As(Roles.Secretary, Village.Neighbour), Of("transfer", one.Stay.MemberId)));
        await OwnerAsync("insert into member (id, home_path, name, sex, born, status, category) "
            + $"values ('{other}', '{Village.Home}', '测试乙', 'male', '1990-05-01', 'full', 'employee') returning '1'");
        var addressed = Acting.As(Roles.Clerk, Case.ForeignCommittee);
        foreach (var table in new[] { "member", "sojourn", "record", "duty", "exchange" })
        {
            var query = Of(table, one.Stay.MemberId);
            Assert.Equal(["0"], await PagesAsync(addressed, query));
            Assert.Equal((await OwnerAsync(query))[0], await OpenedAsync(addressed, one.Stay.MemberId, query));
            foreach (var path in new[] { Village.Neighbour, Case.ForeignBranch })
                Assert.Equal("0", await OpenedAsync(Acting.As(Roles.Secretary, path), one.Stay.MemberId, query));
        }
        Assert.Equal("0", await OpenedAsync(addressed, other, Of("member", other))); // no letter is about him
        await OwnerAsync($"update transfer set voided_on = '2026-05-02' {ofStay}");
        Assert.Equal("0", await OpenedAsync(addressed, one.Stay.MemberId, Of("member", one.Stay.MemberId)));
        await OwnerAsync($"update transfer set voided_on = null, to_path = '{Village.HostCommittee}', host_path = '{Case.FloatingHost}' {ofStay}");
        await OwnerAsync($"delete from member where id = '{other}' returning '1'");

        static string Of(string table, Guid member) => $"select count(*)::text from {table} where "
            + $"{(table is "member" ? "id" : table is "record" or "duty" ? "owner_id" : "member_id")} = '{member}'";

        async Task<string> OpenedAsync(Actor actor, Guid member, string query) =>
            (await PagesAsync(actor, $"select coalesce(open_received('{member}')::text, ''); {query}"))[^1];
    }

    [Theory]
    [InlineData("certificate")]
    [InlineData("attendance")]
    [InlineData("member")]
    [InlineData("sojourn")]
    public async Task A_later_host_reads_what_its_stay_needs(string table)
    {
        await OwnerAsync($"update attendance set org_path = '{Village.Host}' returning '1'");
        var query = $"select count(*)::text from {table} where {Concerning(table)}";
        Assert.Equal(await OwnerAsync(query), await PagesAsync(Acting.As(Roles.Floating, Case.FloatingHost), query));
        await OwnerAsync($"update attendance set org_path = '{Case.FloatingHost}' returning '1'");
    }

    [Fact]
    public async Task The_head_of_a_floating_organisation_serves_the_hosts_side_only()
    {
        await OwnerAsync($"update member set home_path = '{Case.ForeignFloating}' where id = '{one.Stay.MemberId}' returning '1'");
        var query = $"select count(*)::text from member where id = '{one.Stay.MemberId}'";
        Assert.Equal(["0"], await PagesAsync(Acting.As(Roles.Floating, Case.ForeignFloating), query));
        Assert.Equal(["1"], await PagesAsync(Acting.As(Roles.Secretary, Case.ForeignFloating), query));
        await OwnerAsync($"update member set home_path = '{Village.Home}' where id = '{one.Stay.MemberId}' returning '1'");
    }

    [Fact]
    public async Task Only_who_works_at_or_above_an_organisation_changes_it()
    {
        const string Change = "with changed as (update organization set fax = 'x' where path = '001.001' returning 1) select count(*)::text from changed";
        Assert.Equal(["0"], await PagesAsync(Acting.As(Roles.Department, Case.ForeignCounty), Change));
        Assert.Equal(["1"], await PagesAsync(Acting.As(Roles.Department, Village.County), Change));
        await OwnerAsync("update organization set fax = null where path = '001.001' returning '1'");
    }

    [Theory]
    [InlineData(Roles.Contact, false)]
    [InlineData(Roles.Secretary, true)]
    public async Task A_registration_is_written_by_its_branch_in_its_own_name(string role, bool isForged)
    {
        var account = isForged ? $"'{Guid.CreateVersion7()}'" : "null";
        var refused = await Assert.ThrowsAsync<PostgresException>(() => PagesAsync(Acting.As(role, Village.Home),
            $"insert into membership_record (member_id, id, type, on_date, data, account_id, recorded_at) "
                + $"values ('{one.Stay.MemberId}', '{Guid.CreateVersion7()}', 'registered', '2026-05-01', '', {account}, now())"));
        Assert.Equal("42501", refused.SqlState);
    }

    [Theory]
    [InlineData(Roles.Secretary)]
    [InlineData(Roles.System)]
    [InlineData(Roles.Audit)]
    public async Task Nobody_but_the_security_administrator_appoints(string role)
    {
        var actor = Acting.As(role, role == Roles.Secretary ? Village.Home : null);
        var refused = await Assert.ThrowsAsync<PostgresException>(() => PagesAsync(actor,
            "insert into appointment (id, account_id, role, org_path, from_on) "
                + "select gen_random_uuid(), id, 'department', '001', '2026-01-01' from account limit 1 returning '1'"));
        Assert.Equal("42501", refused.SqlState);
    }

    private const string OwnerOfCases = $"(select id from organization where path = '{Village.Home}')";

    [Fact]
    public async Task Of_every_kind_of_case_each_party_and_all_above_it_read_every_row_and_nobody_else_one()
    {
        Assert.Equal(CaseKinds.All.Select(kind => kind.Name), await OwnerAsync("select distinct kind from \"case\" order by 1"));
        foreach (var table in new[] { "\"case\"", "case_party", "record", "duty" })
        {
            Assert.Equal(["(party_above @> ARRAY[current_setting('hongyan.org'::text, true)])"], // one form for all
                await OwnerAsync(
                    $"select qual from pg_policies where tablename = '{table.Trim('"')}' "
                        + $"and policyname = '{(table is "record" or "duty" ? "parties" : "scope")}'"));
            Assert.Equal(["is_self(about_member_id) SELECT"], // whom it is about reads it
                await OwnerAsync($"select concat(qual, ' ', cmd) from pg_policies where tablename = '{table.Trim('"')}' and policyname = 'about'"));
            var query =
                $"select count(*)::text from {table} where owner_id = {OwnerOfCases} and {(table == "\"case\"" ? "id" : "case_id")} = '{one.OfficeYear}'";
            var all = (await OwnerAsync(query))[0];
            Assert.NotEqual("0", all);
            foreach (var path in new[] { Village.Home, Village.HomeCommittee, Village.County })
                Assert.Equal([all], await PagesAsync(Acting.As(Roles.Department, path), query));
            foreach (var path in new[] { Village.Neighbour, Village.HostCommittee, Case.ForeignCounty, Case.ForeignBranch })
                Assert.Equal(["0"], await PagesAsync(Acting.As(Roles.Department, path), query));
        }
        var refused = await Assert.ThrowsAsync<PostgresException>(() => PagesAsync(Acting.As(Roles.Department, Case.ForeignCounty),
            $"insert into record (owner_id, id, case_id, case_kind, on_date, type, side, data, recorded_at, party_above) "
                + $"values ({OwnerOfCases}, gen_random_uuid(), gen_random_uuid(), 'office-year', '2026-05-01', 'x', 'office', '{{}}', now(), '{{x}}') "
                + "returning '1'"));
        Assert.Equal("42501", refused.SqlState);
    }

    [Theory]
    [InlineData("agreement", Village.HomeCommittee, Village.HostCommittee)]
    [InlineData("pairing", Village.Home, Case.FloatingHost)]
    public async Task Of_a_case_of_two_parties_both_and_all_above_read_every_row_and_its_files_are_the_parties_alone(
        string kind, string proposer, string partner)
    {
        var ofKind = $"(owner_id, case_id) in (select owner_id, id from \"case\" where kind = '{kind}')";
        foreach (var table in new[] { "case_party", "record", "duty", "case_file" })
        {
            var all = (await OwnerAsync($"select count(*)::text from {table} where {ofKind}"))[0];
            Assert.NotEqual("0", all);
            foreach (var path in new[] { proposer, partner })
                Assert.Equal([all], await PagesAsync(Acting.As(Roles.Department, path), $"select count(*)::text from {table} where {ofKind}"));
            Assert.Equal([table == "case_file" ? "0" : all],
                await PagesAsync(Acting.As(Roles.Department, Village.County), $"select count(*)::text from {table} where {ofKind}"));
            foreach (var path in new[] { Village.Neighbour, Village.Host, Case.ForeignCounty, Case.ForeignBranch })
                Assert.Equal(["0"], await PagesAsync(Acting.As(Roles.Department, path), $"select count(*)::text from {table} where {ofKind}"));
        }
        Assert.Equal(["0"], await PagesAsync(Acting.As(Roles.Department, Village.County), "select count(*)::text from case_file_part"));
    }

    [Fact]
    public async Task Both_parties_of_a_case_and_all_above_either_read_it()
    {
        await OwnerAsync($"""
            insert into "case" (owner_id, id, kind, period, state, begun_on, party_above)
            select {OwnerOfCases}, gen_random_uuid(), 'office-year', '1999', 'over', '1999-01-01', array_agg(id::text)
            from organization where path in ('{Village.County}', '{Village.HomeCommittee}', '{Village.Home}', '{Case.ForeignCounty}', '{Case.ForeignCommittee}')
              returning '1'
            """);
        foreach (var (path, sees) in new[]
        {
            (Village.Home, "1"),
            (Village.HomeCommittee, "1"),
            (Case.ForeignCommittee, "1"),
            (Case.ForeignCounty, "1"),
            (Case.ForeignBranch, "0"),
            (Village.Neighbour, "0"),
        })
            Assert.Equal([sees], await PagesAsync(Acting.As(Roles.Department, path), "select count(*)::text from \"case\" where period = '1999'"));
        await OwnerAsync("delete from \"case\" where period = '1999' returning '1'");
    }

    private string Concerning(string table) => table switch
    {
        "member" => $"id = '{one.Stay.MemberId}'",
        "meeting" => $"org_path = '{Case.FloatingHost}'",
        "appointment" or "invitation" or "authenticator" or "recovery_code" or "account_session" or "external_identity" or "draft" or "number_lookup"
            or "batch_form" or "batch" or "batch_list" or "sent_form" or "sign_in_failure" or "link_request" => $"account_id = '{one.MembersAccount}'",
        "passkey" => $"user_id = '{one.MembersAccount}'",
        "appointment_confirmation" => $"appointment_id = '{one.MembersAppointment}'",
        "import_draft" => "true",
        "national_comparison" => $"org_path = '{Village.HomeCommittee}'",
        "dispatch" or "national_line" or "national_task" => $"person_id = '{one.Stay.MemberId}'",
        "\"case\"" or "case_party" or "case_file" or "case_file_part" or "advice_aside" => "owner_id = " + OwnerOfCases,
        "exchange_sent" or "exchange_received" or "exchange_shared" => $"peer_id = '{one.PeerId}'",
        "record_ask" => $"owner_id = '{one.Stay.MemberId}'",
        "record" or "duty" => $"owner_id in ('{one.Stay.MemberId}', {OwnerOfCases})",
        _ => $"member_id = '{one.Stay.MemberId}'",
    };

    private Task<List<string>> OwnerAsync(string sql) => AskAsync(one.Installation.Instance.DataSource, sql, actor: null);

    private Task<List<string>> PagesAsync(Actor actor, string sql) => AskAsync(one.Installation.Instance.PageSource, sql, actor);

    private static async Task<List<string>> AskAsync(NpgsqlDataSource source, string sql, Actor? actor)
    {
        await using var connection = await source.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(actor is null ? sql : $"{RequestTransaction.ScopeOf(actor)}; {sql}", connection);
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var rows = new List<string>();
        do
        {
            while (await reader.ReadAsync(TestContext.Current.CancellationToken))
                rows.Add(reader.GetString(0));
        }
        while (await reader.NextResultAsync(TestContext.Current.CancellationToken));
        await reader.DisposeAsync();
        if (actor is null) await transaction.CommitAsync(TestContext.Current.CancellationToken);
        return rows;
    }
}
