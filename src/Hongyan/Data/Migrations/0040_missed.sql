-- What nobody did in its time and nobody can do any more is missed; what was done in its time but typed long after it was done late.
-- A stay can owe two duties of one kind and period: of two hosts, or on two sides.
alter table duty add column late_on date, add column missed_on date, add column part text, add column unpublished_year integer;
drop index duty_once;
create unique index duty_once on duty (member_id, sojourn_id, kind, coalesce(period, ''), coalesce(part, ''));
drop index duty_late;
create index duty_late on duty (org_path, late_on) where late_on is not null and moot_on is null and waived_on is null;
create index duty_missed on duty (org_path, missed_on) where missed_on is not null and done_on is null and moot_on is null and waived_on is null;
create index duty_unpublished on duty (unpublished_year) where unpublished_year is not null;

-- Since when the member is marked as out of contact; nothing while he is not.
alter table sojourn add column lost_on date;

-- The one place that says in SQL what is still owed; in C# it is DutyDates. On a day those are owed that have opened by then
-- (opens_on <= day) and have not been missed (owed_until > day); they are overdue when due_on < day.
create view duty_owed with (security_invoker = true) as
  select member_id, id, sojourn_id, kind, period, part, owed_by, org_path, opens_on, due_on, missed_on, coalesce(missed_on, 'infinity') as owed_until,
         clauses, profile, home_path, host_path, unpublished_year
  from duty where done_on is null and moot_on is null and waived_on is null;
grant select on duty_owed to hongyan_app;

alter table standing add column missed integer not null default 0;

-- As in 0028, with what was missed this year: it leaves what is owed on the day it is missed and stays in the figures to the end of the year.
drop function standing_changes(text[], date, integer, text[]);
create function standing_changes(a_paths text[], a_today date, a_soon integer, a_of_organizations text[])
returns table (org_path text, source text, on_date date, away integer, hosted integer, open integer, soon integer, overdue integer, late integer, missed integer)
language plpgsql stable set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
begin
  if a_paths is null then return; end if;
  return query
  with each_one as (
    select case when starts_with(d.home_path, d.org_path) or starts_with(d.host_path, d.org_path) then d.org_path
                else greatest(common_path(d.org_path, d.home_path), common_path(d.org_path, d.host_path)) end as org_path,
           d.org_path as source, d.opens_on, d.due_on, d.owed_until as until, d.missed_on
    from duty_owed d
    where d.org_path = any(a_paths) and d.kind <> all(a_of_organizations)
    union all
    select o.org_path, o.org_path, o.opens_on, min(min(o.due_on)) over opening, least(coalesce(lead(o.opens_on) over opening, 'infinity'), max(max(o.owed_until)) over whole),
           case when lead(o.opens_on) over opening is null then nullif(max(max(o.owed_until)) over whole, 'infinity') end
    from (
      select d.org_path, d.kind, d.period, d.opens_on, d.due_on, d.owed_until from duty_owed d
      where d.org_path = any(a_paths) and d.kind = any(a_of_organizations)
      union all
      select d.org_path, d.kind, d.period, d.opens_on, d.due_on, 'infinity' from organization_duty d where d.org_path = any(a_paths) and d.done_on is null) o
    group by o.org_path, o.kind, o.period, o.opens_on
    window opening as (partition by o.org_path, o.kind, o.period order by o.opens_on), whole as (partition by o.org_path, o.kind, o.period)
  ), owed as (
    -- what opened and what was missed before today is all alike: few rows are left of many duties
    select o.org_path, o.source, greatest(o.opens_on, a_today) as opens_on, greatest(o.due_on, a_today - 1) as due_on, o.until, count(*)::integer as n
    from each_one o where o.until > a_today group by 1, 2, 3, 4, 5
  ), spans as (
    select w.org_path, w.source, s.first, s.past, 0 as away, 0 as hosted, s.open * w.n as open, s.soon * w.n as soon, s.overdue * w.n as overdue, 0 as late, 0 as missed
    from owed w cross join lateral (values
      (w.opens_on, least(w.due_on + 1, w.until), 1, 0, 0),
      (greatest(w.opens_on, w.due_on - a_soon), least(w.due_on + 1, w.until), 0, 1, 0),
      (greatest(w.opens_on, w.due_on + 1), w.until, 0, 0, 1)) s (first, past, open, soon, overdue)
    union all
    select o.org_path, o.source, greatest(o.missed_on, date_trunc('year', a_today::timestamp)::date), (date_trunc('year', o.missed_on::timestamp) + interval '1 year')::date,
           0, 0, 0, 0, 0, 0, 1
    from each_one o where o.missed_on >= date_trunc('year', a_today::timestamp)
    union all
    select case when starts_with(d.home_path, d.org_path) or starts_with(d.host_path, d.org_path) then d.org_path
                else greatest(common_path(d.org_path, d.home_path), common_path(d.org_path, d.host_path)) end,
           d.org_path, d.opens_on, (date_trunc('quarter', d.late_on::timestamp) + interval '3 months')::date, 0, 0, 0, 0, 0, 1, 0
    from duty d
    where d.org_path = any(a_paths) and d.late_on >= date_trunc('quarter', a_today::timestamp)
      and d.moot_on is null and d.waived_on is null and d.kind <> all(a_of_organizations)
    union all
    select s.home_path, s.home_path, s.departed_on, 'infinity', 1, 0, 0, 0, 0, 0, 0 from sojourn s where s.home_path = any(a_paths) and s.ended_on is null
    union all
    select s.host_path, s.host_path, s.departed_on, 'infinity', 0, 1, 0, 0, 0, 0, 0 from sojourn s where s.host_path = any(a_paths) and s.ended_on is null
  )
  select s.org_path, s.source, greatest(e.on_date, a_today),
         sum(e.sign * s.away)::integer, sum(e.sign * s.hosted)::integer, sum(e.sign * s.open)::integer,
         sum(e.sign * s.soon)::integer, sum(e.sign * s.overdue)::integer, sum(e.sign * s.late)::integer, sum(e.sign * s.missed)::integer
  from spans s cross join lateral (values (s.first, 1), (s.past, -1)) e (on_date, sign)
  where s.org_path is not null and s.first < s.past and e.on_date < 'infinity'
  group by 1, 2, 3;
end $$;

-- The rules changed: the duties of every stay, those that have ended too, are told anew by the renewal that follows each start.
update sojourn set duties_until = '1900-01-01';
insert into standing_mark select gen_random_uuid(), path from (select path from organization union select source from standing where source <> '') known;
