-- Functions that run as their owner look up every name in the system's schema first and among temporary objects last, so that nothing
-- which a session makes can take the place of what they mean.
do $$
declare
  one record;
begin
  for one in
    select oid::regprocedure as name from pg_proc
    where prosecdef and pronamespace = 'public'::regnamespace and not exists (select from pg_depend where objid = pg_proc.oid and deptype = 'e')
  loop
    execute format('alter function %s set search_path = pg_catalog, public, pg_temp', one.name);
  end loop;
end $$;

-- PostgreSQL 14 and older let anybody create objects in this schema.
do $$ begin
  revoke create on schema public from public;
exception when insufficient_privilege then
  raise notice 'the schema public belongs to somebody else';
end $$;

-- Without a sign-in of their own pages switch from the owner to the application's role, which an owner who is no superuser must be allowed to.
do $$ begin
  if not (select rolsuper from pg_roles where rolname = current_user) then execute format('grant hongyan_app to %I', current_user); end if;
exception when insufficient_privilege then
  raise notice 'the role hongyan_app belongs to somebody else';
end $$;

-- The application's role makes no temporary objects of its own. Where rows are checked one by one, an import sends them to an empty copy of
-- the table first, which this function makes for the transaction.
create function rows_beside(a_table text) returns void language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if not exists (select from pg_class where relnamespace = 'public'::regnamespace and relname = a_table and relkind in ('r', 'p')) then
    raise exception 'there is no table %', a_table using errcode = '42P01';
  end if;
  if to_regclass('pg_temp.' || quote_ident('new_' || a_table)) is not null then return; end if;
  execute format('create temporary table %I on commit drop as select * from public.%I with no data', 'new_' || a_table, a_table);
  execute format('grant select, insert, truncate on pg_temp.%I to hongyan_app', 'new_' || a_table);
end $$;
revoke execute on function rows_beside from public;
grant execute on function rows_beside to hongyan_app;

-- Which steps of the schema were taken is no secret: pages say it to whoever runs the machine, and the health check asks it.
grant select on migration to hongyan_app;
