-- The situation, counted in PL/pgSQL (0031 says why), so what the planner saw through before is written out; the borders are values of the
-- day, so each call is planned for them.

drop function situation_members(text, date);
create function situation_members(a_path text, a_day date) returns table (members bigint)
language plpgsql stable parallel safe security definer set search_path = public set plan_cache_mode = force_custom_plan as $$
begin
  members := 0;
  if not is_asked_within(a_path) then return next; return; end if;
  return query select count(*) from member m
    where m.home_path >= a_path and m.home_path < a_path || '/' and (m.joined is null or m.joined <= a_day) and (m.left_on is null or m.left_on > a_day);
end $$;

create or replace function situation_inflow(a_path text, a_day date) returns table (member_id uuid, sojourn_id uuid)
language plpgsql stable parallel safe security definer set search_path = public set plan_cache_mode = force_custom_plan as $$
#variable_conflict use_column
begin
  if not is_asked_within(a_path) then return; end if;
  return query
  select s.member_id, s.id from sojourn s
  where s.departed_on <= a_day and (s.ended_on is null or s.ended_on > a_day) and s.state <> 'cancelled'
    and s.host_path >= a_path and s.host_path < a_path || '/' and (s.home_path < a_path or s.home_path >= a_path || '/')
  union
  select s.member_id, s.id
  from (
    select r.member_id, r.sojourn_id from record r
    where r.type = 'placed' and r.data->>'organization' collate "C" >= a_path and r.data->>'organization' collate "C" < a_path || '/' and r.home_path < a_path
    union
    select r.member_id, r.sojourn_id from record r
    where r.type = 'placed' and r.data->>'organization' collate "C" >= a_path and r.data->>'organization' collate "C" < a_path || '/' and r.home_path >= a_path || '/'
  ) placed join sojourn s on s.member_id = placed.member_id and s.id = placed.sojourn_id
  where s.departed_on <= a_day and (s.ended_on is null or s.ended_on > a_day) and s.state <> 'cancelled'
    and (s.home_path < a_path or s.home_path >= a_path || '/');
end $$;

-- Who is away twice is asked beforehand: a list that is looked up within what several workers share is made by each of them.
-- The planner takes no notice of how few rows are left of half a million, so it is told that handing them over costs nothing.

create function situation_twice(a_path text, a_day date) returns setof uuid
language plpgsql stable parallel safe security definer set search_path = public set work_mem = '64MB' set plan_cache_mode = force_custom_plan set parallel_tuple_cost = 0 as $$
begin
  if not is_asked_within(a_path) then return; end if;
  return query select s.member_id from sojourn s
    where s.departed_on <= a_day and (s.ended_on is null or s.ended_on > a_day) and s.state <> 'cancelled' and s.home_path >= a_path and s.home_path < a_path || '/'
    group by s.member_id having count(*) > 1;
end $$;

-- How many people there are of each kind, with one birth date and one departure of theirs. Who is to be looked at apart, or whose records
-- have to tell where he is, has a row of his own.
create or replace function situation_outflow(a_path text, a_day date, a_births date[], a_departures date[], a_apart uuid[])
returns table (sex text, age integer, education text, region text, duration integer, apart uuid, people bigint, born date, departed_on date)
language plpgsql stable parallel safe security definer set search_path = public set work_mem = '64MB' set plan_cache_mode = force_custom_plan set parallel_tuple_cost = 0 as $$
#variable_conflict use_column
begin
  if not is_asked_within(a_path) then return; end if;
  return query
  select m.sex, width_bucket(m.born, a_births), coalesce(m.education, ''),
         case when length(s.destination_code) >= 2 then left(s.destination_code, 2) else '' end, width_bucket(s.departed_on, a_departures),
         case when (s.destination_code is null or length(s.destination_code) < 2) and (s.host_path is not null or s.state not in ('reported', 'away'))
                or s.member_id in (select unnest(a_apart)) then s.member_id end,
         count(*), min(m.born), min(s.departed_on)
  from sojourn s join member m on m.id = s.member_id
  where s.departed_on <= a_day and (s.ended_on is null or s.ended_on > a_day) and s.state <> 'cancelled' and s.home_path >= a_path and s.home_path < a_path || '/'
  group by 1, 2, 3, 4, 5, 6;
end $$;

drop function situation_stay(text, date, date[], date[]), away_on(date);
revoke execute on function situation_members, situation_twice from public;
grant execute on function situation_members, situation_twice to hongyan_app;
