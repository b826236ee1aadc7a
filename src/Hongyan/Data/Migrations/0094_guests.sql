-- A guest is registered outside this installation: no path of a home sees him, counts him or lists him, and whoever hosts him does.
alter table member alter column home_path drop not null, alter column born drop not null;
alter table member drop constraint member_sex_check;
alter table member add constraint member_sex_check check (sex in ('male', 'female') or sex = 'unknown' and home_path is null);
alter table member add constraint member_born_check check (born is not null or home_path is null);
alter table sojourn alter column home_path drop not null;
alter table sojourn
  add column home_outside uuid references outside_organization (id),
  add column home_words text;
alter table sojourn add constraint sojourn_home_check check (home_path is null or home_outside is null and home_words is null);
alter table sojourn drop constraint sojourn_state_check;
alter table sojourn add constraint sojourn_state_check check (
  state in ('reported', 'away', 'reported-in', 'refused', 'placed', 'returned', 'transferred', 'cancelled', 'left'));
create index sojourn_home_outside on sojourn (home_outside) where home_outside is not null;
create index sojourn_guests on sojourn (host_path) where home_path is null;
alter table record alter column home_path drop not null;
alter table exchange alter column home_path drop not null;
alter table attendance alter column home_path drop not null;
alter table former_host alter column home_path drop not null;
alter table duty drop constraint duty_owed_by_somebody;
alter table duty add constraint duty_owed_by_somebody check (
  case when case_kind = 'sojourn' then owed_by is not null and coalesce(home_path, host_path) is not null else side is not null and org_id is not null end);

-- Whoever receives a guest writes him before his stay; until then nobody sees the row, its writer included.
create policy guest on member for insert with check (home_path is null and coalesce(current_setting('hongyan.lo', true), '') <> '');

-- The name of a guest's home, marked so that pages can say that it lies outside; empty when nobody knows it.
create function guest_home(a_entry uuid, a_words text) returns text language plpgsql stable set search_path = pg_catalog, public, pg_temp as $$
begin
  return chr(30) || coalesce((select coalesce(i.name, e.name) from outside_organization e
    left join outside_organization i on i.id = e.merged_into where e.id = a_entry), a_words, '');
end $$;

-- As in 0052; a guest is registered nowhere here.
create or replace function situation_inflow(a_path text, a_day date) returns table (member_id uuid, sojourn_id uuid)
language plpgsql stable parallel safe security definer set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_custom_plan as $$
#variable_conflict use_column
declare
  elsewhere text[] := hosts_elsewhere(a_path);
begin
  if not is_asked_within(a_path) then return; end if;
  return query
  select s.member_id, s.id from sojourn s
  where s.departed_on <= a_day and (s.ended_on is null or s.ended_on > a_day) and s.state <> 'cancelled'
    and (s.home_path is null or s.home_path < a_path or s.home_path >= a_path || '/')
    and s.host_at >= a_path and s.host_at < a_path || '/' and s.host_from <= a_day and s.host_at <> all(elsewhere)
  union all
  select s.member_id, s.id from sojourn s cross join lateral (select host_on(s.host_at, s.host_from, s.hosts_before, a_day) collate "C" as host) h
  where s.departed_on <= a_day and (s.ended_on is null or s.ended_on > a_day) and s.state <> 'cancelled'
    and (s.home_path is null or s.home_path < a_path or s.home_path >= a_path || '/')
    and s.hosts_before is not null and s.host_from > a_day and h.host >= a_path and h.host < a_path || '/' and h.host <> all(elsewhere);
end $$;

-- The keyed hash of the ID number that a guest gave, apart from those of members: it may be that of a member whom his host does not see, and
-- bars nobody from being registered. Whoever receives guests learns that a number is known here, and nothing of whom.
create table guest_number (
  member_id uuid primary key references member (id),
  hash      bytea not null
);
create index guest_number_hash on guest_number (hash);
alter table guest_number enable row level security;
create policy scope on guest_number using (exists (select 1 from member m where m.id = guest_number.member_id));
grant select, insert, update on guest_number to hongyan_app;
create function guests_known_here() returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if coalesce(current_setting('hongyan.lo', true), '') = '' then return; end if;
  return query
  select distinct g.member_id from guest_number g
  join sojourn s on s.member_id = g.member_id
  where s.home_path is null and s.ended_on is null and in_scope(s.host_path)
    and (exists (select from member_identity i where i.hash = g.hash and i.member_id <> g.member_id)
      or exists (select from guest_number o where o.hash = g.hash and o.member_id <> g.member_id));
end $$;
revoke execute on function guests_known_here from public;
grant execute on function guests_known_here to hongyan_app;
