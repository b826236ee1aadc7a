-- One definition of the figures, on every page and for every day: who is away is counted by his registration, who lives here by the
-- host that has received him. What a day needs of the records is kept beside the sojourn when they are written.

alter table sojourn
  add column reported_on  date,
  add column host_at      text collate "C",
  add column host_from    date,
  add column hosts_before jsonb;

-- As HostHistory tells it from the events of a sojourn: the last of a day counts, and a refusal ends it.
with said as (
  select distinct on (r.member_id, r.sojourn_id, r.on_date) r.member_id, r.sojourn_id, r.on_date,
         case when r.type <> 'refused' then coalesce(r.data->>'organization', s.host_path) end as host
  from record r join sojourn s on s.member_id = r.member_id and s.id = r.sojourn_id
  where r.type in ('reported-in', 'branch-named', 'refused', 'placed')
    and not exists (select from record c where c.member_id = r.member_id and c.corrects_id = r.id)
  order by r.member_id, r.sojourn_id, r.on_date, array_position(array['placed', 'refused', 'branch-named', 'reported-in'], r.type)
), changed as (
  select *, lag(host) over w is not distinct from host and row_number() over w > 1 as is_same
  from said window w as (partition by member_id, sojourn_id order by on_date)
), numbered as (
  select *, row_number() over (partition by member_id, sojourn_id order by on_date desc) as back from changed where not is_same
), hosts as (
  select member_id, sojourn_id, min(host) filter (where back = 1) as host_at, max(on_date) as host_from,
         jsonb_agg(jsonb_build_array(host, on_date) order by on_date) filter (where back > 1) as hosts_before
  from numbered group by member_id, sojourn_id
)
update sojourn s set host_at = h.host_at, host_from = h.host_from, hosts_before = h.hosts_before
from hosts h where h.member_id = s.member_id and h.sojourn_id = s.id;

update sojourn s set reported_on = reported.on_date
from (
  select r.member_id, r.sojourn_id, min(r.on_date) as on_date from record r
  where r.type = 'departure-reported' and not exists (select from record c where c.member_id = r.member_id and c.corrects_id = r.id)
  group by r.member_id, r.sojourn_id) reported
where reported.member_id = s.member_id and reported.sojourn_id = s.id;

create index sojourn_host_at on sojourn (host_at, departed_on) where host_at is not null;
create index sojourn_moved on sojourn (member_id) where hosts_before is not null;
create index sojourn_to_come on sojourn (home_path, departed_on);
drop index record_placed;
-- What was entered after its day: few of all records, and what a report of a past day has to name.
create index record_entered_later on record (recorded_at) where (recorded_at at time zone 'Asia/Shanghai')::date > on_date;

-- The host of a sojourn at the end of a day.
create function host_on(host_at text, host_from date, hosts_before jsonb, day date) returns text language sql immutable parallel safe as $$
  select case
    when host_from <= day then host_at
    when hosts_before is not null then (select h->>0 from jsonb_array_elements(hosts_before) h where (h->>1)::date <= day order by h->>1 desc limit 1)
  end
$$;

-- The division an organisation lies in: its own, or that of the nearest above it that has one.
create function region_of(a_path text) returns text language sql stable parallel safe as $$
  select region_code from organization
  where region_code <> '' and (path = a_path or starts_with(a_path, path || '.')) order by length(path) desc limit 1
$$;

create function lies_in_region(a_code text, a_region text) returns boolean language sql immutable parallel safe as $$
  select coalesce(a_code <> '' and a_region <> '' and starts_with(a_code, regexp_replace(a_region, '(00)+$', '')), false)
$$;

-- A floating organisation lies at its stated place, not at its path: those below an organisation that lie outside its division.
create function hosts_elsewhere(a_path text) returns text[] language sql stable parallel safe as $$
  select coalesce(array_agg(f.path), '{}') from organization f
  where f.kind = 'floating-organization' and f.path > a_path and f.path < a_path || '/' and not lies_in_region(f.region_code, region_of(a_path))
$$;

drop function situation_outflow(text, date, date[], date[], uuid[]);
create function situation_outflow(a_path text, a_day date, a_births date[], a_departures date[], a_apart uuid[])
returns table (sex text, age integer, education text, region text, duration integer, is_within boolean, apart uuid, people bigint, born date, departed_on date)
language plpgsql stable parallel safe security definer set search_path = pg_catalog, public, pg_temp set work_mem = '64MB'
set plan_cache_mode = force_custom_plan set parallel_tuple_cost = 0 as $$
#variable_conflict use_column
declare
  elsewhere text[] := hosts_elsewhere(a_path);
begin
  if not is_asked_within(a_path) then return; end if;
  return query
  select m.sex, width_bucket(m.born, a_births), coalesce(m.education, ''),
         case when length(s.destination_code) >= 2 then left(s.destination_code, 2) else '' end, width_bucket(s.departed_on, a_departures),
         coalesce(h.host >= a_path and h.host < a_path || '/' and h.host <> all(elsewhere), false),
         case when (s.destination_code is null or length(s.destination_code) < 2) and (s.host_path is not null or s.state not in ('reported', 'away'))
                or s.member_id in (select unnest(a_apart)) then s.member_id end,
         count(*), min(m.born), min(s.departed_on)
  from sojourn s join member m on m.id = s.member_id cross join lateral (select host_on(s.host_at, s.host_from, s.hosts_before, a_day) collate "C" as host) h
  where s.departed_on <= a_day and (s.ended_on is null or s.ended_on > a_day) and s.state <> 'cancelled' and s.home_path >= a_path and s.home_path < a_path || '/'
  group by 1, 2, 3, 4, 5, 6, 7;
end $$;

create or replace function situation_inflow(a_path text, a_day date) returns table (member_id uuid, sojourn_id uuid)
language plpgsql stable parallel safe security definer set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_custom_plan as $$
#variable_conflict use_column
declare
  elsewhere text[] := hosts_elsewhere(a_path);
begin
  if not is_asked_within(a_path) then return; end if;
  return query
  select s.member_id, s.id from sojourn s
  where s.departed_on <= a_day and (s.ended_on is null or s.ended_on > a_day) and s.state <> 'cancelled' and (s.home_path < a_path or s.home_path >= a_path || '/')
    and s.host_at >= a_path and s.host_at < a_path || '/' and s.host_from <= a_day and s.host_at <> all(elsewhere)
  union all
  select s.member_id, s.id from sojourn s cross join lateral (select host_on(s.host_at, s.host_from, s.hosts_before, a_day) collate "C" as host) h
  where s.departed_on <= a_day and (s.ended_on is null or s.ended_on > a_day) and s.state <> 'cancelled' and (s.home_path < a_path or s.home_path >= a_path || '/')
    and s.hosts_before is not null and s.host_from > a_day and h.host >= a_path and h.host < a_path || '/' and h.host <> all(elsewhere);
end $$;

-- What stands beside the figures and is in none of them: departures reported and still to come, and people whom a named host still expects.
create function situation_beside(a_path text, a_day date) returns table (not_left bigint, expected bigint)
language plpgsql stable parallel safe security definer set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_custom_plan as $$
#variable_conflict use_column
begin
  not_left := 0;
  expected := 0;
  if is_asked_within(a_path) then
    select count(*) into not_left from sojourn s
    where s.home_path >= a_path and s.home_path < a_path || '/' and s.departed_on > a_day and s.reported_on <= a_day
      and (s.state <> 'cancelled' or not exists (
        select from record r where r.member_id = s.member_id and r.sojourn_id = s.id and r.type = 'cancelled' and r.on_date <= a_day));
    select count(*) into expected from sojourn s
    where s.host_path >= a_path and s.host_path < a_path || '/' and s.departed_on <= a_day and (s.ended_on is null or s.ended_on > a_day) and s.state <> 'cancelled'
      and coalesce((s.hosts_before->0->>1)::date, s.host_from, 'infinity') > a_day;
  end if;
  return next;
end $$;

-- Records of the time up to a day that were entered after its end, in China: they change what a report of that day says.
create function situation_added_later(a_path text, a_day date) returns table (added bigint, last_on date)
language plpgsql stable parallel safe security definer set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_custom_plan as $$
declare
  over timestamptz := (a_day + 1)::timestamp at time zone 'Asia/Shanghai';
begin
  if not is_asked_within(a_path) then added := 0; return next; return; end if;
  return query
  select count(*), (max(r.recorded_at) at time zone 'Asia/Shanghai')::date from record r
  where r.on_date <= a_day and r.recorded_at >= over and (r.recorded_at at time zone 'Asia/Shanghai')::date > r.on_date
    and (r.home_path >= a_path and r.home_path < a_path || '/' or r.host_path >= a_path and r.host_path < a_path || '/');
end $$;

revoke execute on function situation_outflow, situation_inflow, situation_beside, situation_added_later from public;
grant execute on function situation_outflow, situation_inflow, situation_beside, situation_added_later to hongyan_app;
