using System.Text;
using Hongyan.Platform;
using Hongyan.Tests.Worklist;
using Npgsql;

namespace Hongyan.Tests.Rights;

/// <summary>
/// Functions that run as the owner, whichever there are: found in the catalogue, held against what makes them safe, and attacked with
/// temporary objects that take the names of everything they could mean.
/// </summary>
public sealed class OwnersFunctionsTests(Case one) : IClassFixture<Case>
{
    private const string Trap = "sprung";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string Database => one.Installation.Instance.DataSource.ConnectionString;

    [Fact]
    public async Task Each_looks_names_up_in_the_systems_schema_first_and_among_temporary_objects_last()
    {
        await using var owner = await one.Installation.Instance.DataSource.OpenConnectionAsync(Stop);
        Assert.Empty(await ListAsync(owner, """
            select oid::regprocedure::text from pg_proc
            where prosecdef and not exists (select from pg_depend where objid = pg_proc.oid and deptype = 'e') and pronamespace <> 'pg_catalog'::regnamespace
              and ('search_path=pg_catalog, public, pg_temp' <> all(coalesce(proconfig, '{}')) or has_function_privilege('public', oid, 'execute'))
            """));
    }

    [Fact]
    public async Task Their_owner_is_no_superuser_and_takes_no_role_but_the_pages()
    {
        Assert.SkipWhen(await IsGivenAsync(), "The server belongs to whoever gave it.");
        await using var owner = await one.Installation.Instance.DataSource.OpenConnectionAsync(Stop);
        Assert.Equal([DatabaseRights.Owner],
            await ListAsync(owner, "select distinct proowner::regrole::text from pg_proc where prosecdef and pronamespace = 'public'::regnamespace"));
        Assert.Equal(["false"],
            await ListAsync(owner,
                $"select (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)::text "
                    + $"from pg_roles where rolname = '{DatabaseRights.Owner}'"));
        Assert.Equal([DatabaseRights.Application],
            await ListAsync(owner,
                $"select roleid::regrole::text from pg_auth_members "
                    + $"where member in ('{DatabaseRights.Owner}'::regrole, '{DatabaseRights.Application}'::regrole)"));
        Assert.Empty(await ListAsync(owner,
            $"select relname::text from pg_class where relnamespace = 'public'::regnamespace and relowner <> '{DatabaseRights.Owner}'::regrole"));
        var refused = await Assert.ThrowsAsync<PostgresException>(() => ListAsync(owner, "copy (select 1) to program 'true'"));
        Assert.Equal("42501", refused.SqlState);
    }

    [Fact]
    public async Task The_pages_role_makes_nothing_that_could_take_a_names_place()
    {
        await using var pages = await one.Installation.Instance.PageSource.OpenConnectionAsync(Stop);
        foreach (var attempt in new[]
        {
            "create temporary table member (id uuid)", "create temporary view member as select 1",
            "create function pg_temp.upper(text) returns text language sql as 'select $1'",
            "create type pg_temp.text as (a integer)", "create operator pg_temp.= (function = texteq, leftarg = text, rightarg = text)",
            "create table public.upper (a integer)",
            "create function public.upper(text) returns text language sql as 'select $1'", "create schema pages", "select 1 into temporary member",
        })
            Assert.Contains((await Assert.ThrowsAsync<PostgresException>(() => ListAsync(pages, attempt))).SqlState, new[] { "42501", "3F000" });
        Assert.Equal(["false"], await ListAsync(pages, "select has_database_privilege(current_database(), 'temporary')::text"));
    }

    /// <summary>As if the role could make temporary objects all the same.</summary>
    [Fact]
    public async Task No_temporary_object_is_ever_taken_for_what_a_function_means()
    {
        Assert.SkipWhen(await IsGivenAsync(), "The server belongs to whoever gave it.");
        await using var superuser = new NpgsqlConnection(TestCluster.AsSuperuser(Database));
        await superuser.OpenAsync(Stop);
        await ExecuteAsync(superuser, $"grant temporary on database {superuser.Database} to {DatabaseRights.Application}");
        await ExecuteAsync(superuser, """
            create function careless() returns bigint language plpgsql security definer
              set search_path = public as $$ begin return (select count(*) from member); end $$;
            grant execute on function careless to hongyan_app
            """);
        try
        {
            await using var pages = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(TestCluster.AsPages(Database)) { Pooling = false }.ConnectionString);
            await pages.OpenAsync(Stop);
            await ExecuteAsync(pages, await TrapsAsync(superuser));
            Assert.Equal(Trap, await CallAsync(pages, "careless()")); // the traps work
            var calls = await ListAsync(superuser, """
                select oid::regproc || '(' || coalesce((select string_agg(case t.type::regtype::text
                  when 'text' then quote_literal(case when proname = 'rows_beside' then 'duty' else '001' end) when 'date' then 'current_date' when 'uuid'
                    then 'gen_random_uuid()' when 'bytea' then 'sha256(''x'')'
                  when 'uuid[]' then 'array[gen_random_uuid()]' when 'bytea[]' then 'array[sha256(''x'')]' when 'date[]' then 'array[current_date]'
                    when 'text[]' then 'array[''001'']'
                  when 'timestamp with time zone' then '''2000-01-01''::timestamptz' when 'integer' then '1' when 'bigint' then '1' when 'boolean' then 'true'
                    else 'null::' || t.type::regtype end, ', ' order by t.n)
                  from unnest(proargtypes::oid[]) with ordinality t (type, n)), '') || ')'
                from pg_proc where prosecdef and pronamespace = 'public'::regnamespace and proname <> 'careless' order by 1
                """);
            Assert.InRange(calls.Count, 12, 200);
            foreach (var call in calls)
                Assert.True(await CallAsync(pages, call) != Trap, $"{call} took a temporary object for what it means.");
        }
        finally
        {
            await ExecuteAsync(superuser, $"drop function careless(); revoke temporary on database {superuser.Database} from {DatabaseRights.Application}");
        }
    }

    /// <summary>
    /// A temporary view with the name and columns of each table, which does what only its maker should be able to ask for; functions and operators likewise.
    /// </summary>
    private static async Task<string> TrapsAsync(NpgsqlConnection superuser)
    {
        var traps = new StringBuilder($$"""
            create function pg_temp.spring() returns boolean language plpgsql volatile as $$ begin raise exception '{{Trap}}'; end $$;
            create function pg_temp.upper(text) returns text language plpgsql as $$ begin perform pg_temp.spring(); return $1; end $$;
            create function pg_temp.in_scope(text) returns boolean language plpgsql as $$ begin return pg_temp.spring(); end $$;
            create function pg_temp.find_arrival(text, text, text, bytea) returns boolean language plpgsql as $$ begin return pg_temp.spring(); end $$;
            create function pg_temp.is_asked_within(text) returns boolean language plpgsql as $$ begin return pg_temp.spring(); end $$;
            create function pg_temp.alike(text, text) returns boolean language plpgsql as $$ begin return pg_temp.spring(); end $$;
            create operator pg_temp.= (function = pg_temp.alike, leftarg = text, rightarg = text);

            """);
        foreach (var view in await ListAsync(superuser, """
            select format('create temporary view %I as select %s where pg_temp.spring();', relname,
              (select string_agg(format('null::%s as %I', format_type(atttypid, atttypmod), attname), ', ' order by attnum) from pg_attribute
                where attrelid = pg_class.oid and attnum > 0 and not attisdropped))
            from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
            """))
            traps.AppendLine(view);
        return traps.ToString();
    }

    /// <summary>What the function refuses with, if it does; a write into a trap fails, too.</summary>
    private static async Task<string> CallAsync(NpgsqlConnection pages, string call)
    {
        await using var transaction = await pages.BeginTransactionAsync(Stop);
        await ExecuteAsync(pages, $"set local search_path = pg_temp, public; {RequestTransaction.ScopeOf(Acting.As(Roles.Department, "001"))}");
        try
        {
            await ListAsync(pages, $"select x::text from public.{call} x");
            return "answered";
        }
        catch (PostgresException refused)
        {
            return refused.SqlState == PostgresErrorCodes.ObjectNotInPrerequisiteState || refused.MessageText.Contains(Trap, StringComparison.Ordinal) ? Trap
                : refused.MessageText;
        }
    }

    private async Task<bool> IsGivenAsync()
    {
        await using var owner = await one.Installation.Instance.DataSource.OpenConnectionAsync(Stop);
        return await ListAsync(owner, "select current_user::text") is not [DatabaseRights.Owner];
    }

    private static async Task<List<string>> ListAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync(Stop);
        var all = new List<string>();
        while (await reader.ReadAsync(Stop))
            all.Add(reader.IsDBNull(0) ? "" : reader.GetString(0));
        return all;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Stop);
    }
}
