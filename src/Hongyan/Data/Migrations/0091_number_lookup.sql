-- ID numbers that an account had looked up and that nobody in its scope has, found or not: counted per account and, apart, per network,
-- so that nobody learns by trying who is a member. Numbers as keyed hashes, the stem (place and day of birth) apart; kept for a day.
create table number_lookup (
  account_id   uuid not null references account (id) on delete cascade,
  hash         bytea not null,
  stem         bytea not null,
  network      text not null,
  by_hand      boolean not null,
  is_elsewhere boolean not null,
  at           timestamptz not null,
  primary key (account_id, hash)
);
create index number_lookup_network on number_lookup (network, at desc);
alter table number_lookup enable row level security;
create policy own on number_lookup using (is_account(account_id));
grant select, insert on number_lookup to hongyan_app;

-- How many since then: one row of one's own account, one of all accounts of the network.
create function number_lookups(of_network text, since timestamptz, stems bytea[])
returns table (is_own boolean, by_hand integer, looked_up integer, elsewhere integer, of_stem integer)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  with recent as (
    select l.*, is_account(l.account_id) as own from number_lookup l where l.at > since and (l.network = of_network or is_account(l.account_id))),
  counted as (
    select true as own, hash, stem, by_hand, is_elsewhere from recent where own
    union all select false, hash, stem, by_hand, is_elsewhere from recent where network = of_network),
  stemmed as (
    select own, count(distinct hash) as n from counted where stem = any(stems) group by own, stem)
  select c.own, (count(distinct c.hash) filter (where c.by_hand))::integer, count(distinct c.hash)::integer,
         (count(distinct c.hash) filter (where c.is_elsewhere))::integer,
         coalesce((select max(s.n) from stemmed s where s.own = c.own), 0)::integer
  from counted c group by c.own
$$;
create function forget_number_lookups(before timestamptz) returns void
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  delete from number_lookup where at < before
$$;
revoke execute on function number_lookups, forget_number_lookups from public;
grant execute on function number_lookups, forget_number_lookups to hongyan_app;
