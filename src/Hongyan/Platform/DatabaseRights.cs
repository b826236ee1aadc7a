using Npgsql;

namespace Hongyan.Platform;

/// <summary>What the roles may do in the database: the owner owns everything and is no superuser, the application's role makes no objects.</summary>
internal static class DatabaseRights
{
    /// <summary>Owner of the database: for jobs, commands and migrations.</summary>
    public const string Owner = "hongyan_owner";

    /// <summary>Pages sign in as this role.</summary>
    public const string Application = "hongyan_app";

    // What an extension brought stays its own.
    private const string HandOver = $"""
        do $$
        declare
          step text;
        begin
          for step in
            select format('alter %s public.%I owner to {Owner}',
              case relkind when 'S' then 'sequence' when 'v' then 'view' when 'm' then 'materialized view' else 'table' end, relname)
            from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm', 'S', 'f')
              and not exists (select from pg_depend where objid = pg_class.oid and deptype in ('a', 'e', 'i') and classid = 'pg_class'::regclass)
            union all
            select format('alter routine %s owner to {Owner}', oid::regprocedure)
            from pg_proc where pronamespace = 'public'::regnamespace and not exists (select from pg_depend where objid = pg_proc.oid and deptype = 'e')
            union all
            select format('alter collation public.%I owner to {Owner}', collname) from pg_collation where collnamespace = 'public'::regnamespace
          loop
            execute step;
          end loop;
        end $$
        """;

    /// <summary>Makes both roles in a cluster of our own.</summary>
    public static Task CreateRolesAsync(NpgsqlConnection superuser, CancellationToken cancellation) => ExecuteAsync(superuser, $"""
        do $$ begin
          if not exists (select from pg_roles where rolname = '{Owner}') then create role {Owner} login; end if;
          if not exists (select from pg_roles where rolname = '{Application}') then create role {Application} login; end if;
          grant {Application} to {Owner}; -- who may become less, and needs it where pages switch roles
        end $$
        """, cancellation);

    /// <summary>Gives a database of our own cluster, made by an older version, from the superuser to the owner.</summary>
    public static async Task HandOverAsync(NpgsqlConnection superuser, CancellationToken cancellation)
    {
        await using var transaction = await superuser.BeginTransactionAsync(cancellation);
        await ExecuteAsync(superuser, HandOver, cancellation);
        await ExecuteAsync(superuser, $"alter database {superuser.Database} owner to {Owner}", cancellation);
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>Nobody but the owner makes temporary objects. Kept at each start, for a copy of a database does not inherit it.</summary>
    public static async Task TightenAsync(NpgsqlDataSource owner, CancellationToken cancellation)
    {
        await using var connection = await owner.OpenConnectionAsync(cancellation);
        await ExecuteAsync(connection, """
            do $$ begin
              if has_database_privilege('hongyan_app', current_database(), 'temporary') then
                execute format('revoke temporary on database %I from public, hongyan_app', current_database());
              end if;
            exception when insufficient_privilege then
              raise notice 'the database belongs to somebody else';
            end $$
            """, cancellation);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
