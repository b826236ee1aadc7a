-- As in 0073. Citus asks its nodes for no union of rows that come from no table, so where a host's people count is told as values.
create or replace function standing_changes(a_paths text[], a_today date, a_soon integer, a_of_organizations text[])
returns table (org_path text, source text, on_date date, away integer, hosted integer, open integer, soon integer, overdue integer, late integer,
  missed integer,
  within integer, expected integer, not_left integer)
language plpgsql stable set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
begin
  if a_paths is null then return; end if;
  return query
  with places as (
    select o.path, host_place(o.path) as place from organization o
  ), each_one as (
    select case when d.home_path is null or starts_with(d.home_path, d.org_path) or starts_with(d.host_path, d.org_path) then d.org_path
                else greatest(common_path(d.org_path, d.home_path), common_path(d.org_path, d.host_path)) end as org_path,
           d.org_path as source, d.opens_on, d.due_on, d.owed_until as until, d.missed_on
    from duty_owed d
    where d.org_path = any(a_paths) and not d.shared and (d.case_kind <> 'sojourn' or d.kind <> all(a_of_organizations))
    union all
    select o.org_path, o.org_path, o.opens_on, min(min(o.due_on)) over opening, least(coalesce(lead(o.opens_on) over opening, 'infinity'),
      max(max(o.owed_until)) over whole),
           case when lead(o.opens_on) over opening is null then nullif(max(max(o.owed_until)) over whole, 'infinity') end
    from duty_owed o
    where o.org_path = any(a_paths) and (o.shared or o.case_kind = 'sojourn' and o.kind = any(a_of_organizations))
    group by o.org_path, o.kind, o.period, o.opens_on
    window opening as (partition by o.org_path, o.kind, o.period order by o.opens_on), whole as (partition by o.org_path, o.kind, o.period)
  ), owed as (
    -- what opened and what was missed before today is all alike: few rows are left of many duties
    select o.org_path, o.source, greatest(o.opens_on, a_today) as opens_on, greatest(o.due_on, a_today - 1) as due_on, o.until, count(*)::integer as n
    from each_one o where o.until > a_today group by 1, 2, 3, 4, 5
  ), spans as (
    select w.org_path, w.source, s.first, s.past, 0 as away, 0 as hosted, s.open * w.n as open, s.soon * w.n as soon, s.overdue * w.n as overdue,
      0 as late, 0 as missed,
           0 as within, 0 as expected, 0 as not_left
    from owed w cross join lateral (values
      (w.opens_on, least(w.due_on + 1, w.until), 1, 0, 0),
      (greatest(w.opens_on, w.due_on - a_soon), least(w.due_on + 1, w.until), 0, 1, 0),
      (greatest(w.opens_on, w.due_on + 1), w.until, 0, 0, 1)) s (first, past, open, soon, overdue)
    union all
    select o.org_path, o.source, greatest(o.missed_on, date_trunc('year', a_today::timestamp)::date), (date_trunc('year',
      o.missed_on::timestamp) + interval '1 year')::date,
           0, 0, 0, 0, 0, 0, 1, 0, 0, 0
    from each_one o where o.missed_on >= date_trunc('year', a_today::timestamp)
    union all
    select case when d.home_path is null or starts_with(d.home_path, d.org_path) or starts_with(d.host_path, d.org_path) then d.org_path
                else greatest(common_path(d.org_path, d.home_path), common_path(d.org_path, d.host_path)) end,
           d.org_path, d.opens_on, (date_trunc('quarter', d.late_on::timestamp) + interval '3 months')::date, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0
    from duty d
    where d.org_path = any(a_paths) and d.late_on >= date_trunc('quarter', a_today::timestamp) and d.moot_on is null and d.waived_on is null
      and not d.shared and (d.case_kind <> 'sojourn' or d.kind <> all(a_of_organizations))
    union all
    select s.home_path, s.home_path, s.departed_on, 'infinity', 1, 0, 0, 0, 0, 0, 0, 0, 0,
      0 from sojourn s where s.home_path = any(a_paths) and s.ended_on is null
    union all
    -- a host's people lie where it lies: of a floating organisation that lies elsewhere they count for itself, and above it only from
    -- the nearest whose division holds its place
    select lies.org_path, s.host_at, s.departed_on, 'infinity', 0, lies.sign, 0, 0, 0, 0, 0, 0, 0, 0
    from sojourn s join places p on p.path = s.host_at cross join lateral (values
      (s.host_at, 1, true),
      (left(s.host_at, -4), -1, p.place is distinct from s.host_at),
      (p.place, 1, p.place <> s.host_at)) lies (org_path, sign, counts)
    where s.host_at = any(a_paths) and s.ended_on is null and lies.counts
    union all
    select common_path(s.home_path, p.place), s.home_path, s.departed_on, 'infinity', 0, 0, 0, 0, 0, 0, 0, 1, 0, 0
    from sojourn s join places p on p.path = s.host_at where s.home_path = any(a_paths) and s.host_at is not null and s.ended_on is null
    union all
    select s.host_path, s.host_path, s.departed_on, 'infinity', 0, 0, 0, 0, 0, 0, 0, 0, 1, 0
    from sojourn s where s.host_path = any(a_paths) and s.host_from is null and s.ended_on is null
    union all
    select s.home_path, s.home_path, '-infinity', s.departed_on, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1
    from sojourn s where s.home_path = any(a_paths) and s.departed_on > a_today and s.ended_on is null
  )
  select s.org_path, s.source, greatest(e.on_date, a_today),
         sum(e.sign * s.away)::integer, sum(e.sign * s.hosted)::integer, sum(e.sign * s.open)::integer,
         sum(e.sign * s.soon)::integer, sum(e.sign * s.overdue)::integer, sum(e.sign * s.late)::integer, sum(e.sign * s.missed)::integer,
         sum(e.sign * s.within)::integer, sum(e.sign * s.expected)::integer, sum(e.sign * s.not_left)::integer
  from spans s cross join lateral (values (s.first, 1), (s.past, -1)) e (on_date, sign)
  where s.org_path is not null and s.first < s.past and e.on_date < 'infinity'
  group by 1, 2, 3;
end $$;
