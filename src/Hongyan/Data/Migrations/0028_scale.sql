-- Each act asks where a profile is chosen: few organisations have one of their own, and a province has a hundred thousand.
create index organization_profile on organization (path, profile) where profile is not null;

-- The unique index of a stay's duties begins with the same columns.
drop index duty_sojourn;

-- What is counted of some organisations, as seen by who asks: by how much the figures change on which day. What lies behind is told as
-- of today. A duty counts where it is seen: at who owes it, or, when the stay is of others, at the nearest above who sees both. What an
-- organisation owes for all its members away counts once, with the earliest day of those that have opened.
-- Not seen through by the planner, on purpose: under row-level security it plans longer than it reads, so each connection plans it once.
create or replace function standing_changes(a_paths text[], a_today date, a_soon integer, a_of_organizations text[])
returns table (org_path text, source text, on_date date, away integer, hosted integer, open integer, soon integer, overdue integer, late integer)
language plpgsql stable set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
begin
  if a_paths is null then return; end if;
  return query
  with each_one as (
    select case when starts_with(d.home_path, d.org_path) or starts_with(d.host_path, d.org_path) then d.org_path
                else greatest(common_path(d.org_path, d.home_path), common_path(d.org_path, d.host_path)) end as org_path,
           d.org_path as source, d.opens_on, d.due_on, 'infinity'::date as until
    from duty d
    where d.org_path = any(a_paths) and d.done_on is null and d.moot_on is null and d.waived_on is null and d.kind <> all(a_of_organizations)
    union all
    select o.org_path, o.org_path, o.opens_on, min(min(o.due_on)) over opening, coalesce(lead(o.opens_on) over opening, 'infinity')
    from (
      select d.org_path, d.kind, d.period, d.opens_on, d.due_on from duty d
      where d.org_path = any(a_paths) and d.done_on is null and d.moot_on is null and d.waived_on is null and d.kind = any(a_of_organizations)
      union all
      select d.org_path, d.kind, d.period, d.opens_on, d.due_on from organization_duty d where d.org_path = any(a_paths) and d.done_on is null) o
    group by o.org_path, o.kind, o.period, o.opens_on
    window opening as (partition by o.org_path, o.kind, o.period order by o.opens_on)
  ), owed as (
    -- what opened and what was missed before today is all alike: few rows are left of many duties
    select o.org_path, o.source, greatest(o.opens_on, a_today) as opens_on, greatest(o.due_on, a_today - 1) as due_on, o.until, count(*)::integer as n
    from each_one o where o.until > a_today group by 1, 2, 3, 4, 5
  ), spans as (
    select w.org_path, w.source, s.first, s.past, 0 as away, 0 as hosted, s.open * w.n as open, s.soon * w.n as soon, s.overdue * w.n as overdue, 0 as late
    from owed w cross join lateral (values
      (w.opens_on, least(w.due_on + 1, w.until), 1, 0, 0),
      (greatest(w.opens_on, w.due_on - a_soon), least(w.due_on + 1, w.until), 0, 1, 0),
      (greatest(w.opens_on, w.due_on + 1), w.until, 0, 0, 1)) s (first, past, open, soon, overdue)
    union all
    select case when starts_with(d.home_path, d.org_path) or starts_with(d.host_path, d.org_path) then d.org_path
                else greatest(common_path(d.org_path, d.home_path), common_path(d.org_path, d.host_path)) end,
           d.org_path, d.opens_on, (date_trunc('quarter', d.done_on::timestamp) + interval '3 months')::date, 0, 0, 0, 0, 0, 1
    from duty d
    where d.org_path = any(a_paths) and d.done_on > d.due_on and d.done_on >= date_trunc('quarter', a_today::timestamp)
      and d.moot_on is null and d.waived_on is null and d.kind <> all(a_of_organizations)
    union all
    select s.home_path, s.home_path, s.departed_on, 'infinity', 1, 0, 0, 0, 0, 0 from sojourn s where s.home_path = any(a_paths) and s.ended_on is null
    union all
    select s.host_path, s.host_path, s.departed_on, 'infinity', 0, 1, 0, 0, 0, 0 from sojourn s where s.host_path = any(a_paths) and s.ended_on is null
  )
  select s.org_path, s.source, greatest(e.on_date, a_today),
         sum(e.sign * s.away)::integer, sum(e.sign * s.hosted)::integer, sum(e.sign * s.open)::integer,
         sum(e.sign * s.soon)::integer, sum(e.sign * s.overdue)::integer, sum(e.sign * s.late)::integer
  from spans s cross join lateral (values (s.first, 1), (s.past, -1)) e (on_date, sign)
  where s.org_path is not null and s.first < s.past and e.on_date < 'infinity'
  group by 1, 2, 3;
end $$;
