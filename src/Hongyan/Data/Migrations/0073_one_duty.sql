-- One table of duties for every kind of case. What sojourns have of their own stays: the two paths by which they are seen until their rows
-- carry party_above, and who of a side owes it. No row of theirs is written anew.
alter table duty drop constraint duty_member_id_sojourn_id_fkey;
drop view duty_owed;
alter table duty rename column member_id to owner_id;
alter table duty rename column sojourn_id to case_id;
alter table duty alter column owed_by drop not null, alter column home_path drop not null;
alter table duty
  add column case_kind text not null default 'sojourn',
  add column side text,
  add column shared boolean not null default false,
  add column org_id uuid references organization (id),
  add column party_above text[] not null default '{}',
  add column about_member_id uuid;

drop index duty_once;
create unique index duty_once on duty (owner_id, case_id, kind, coalesce(period, ''), coalesce(part, ''),
  (case when case_kind = 'sojourn' then '' else side end));

insert into duty (owner_id, id, case_id, case_kind, kind, period, part, side, shared, org_id, org_path, opens_on, due_on, done_on, late_on, missed_on,
                  moot_on, closed_by, note, unpublished_year, clauses, profile, party_above, about_member_id)
select owner_id, id, case_id, case_kind, kind, period, part, side, shared, org_id, org_path, opens_on, due_on, done_on, late_on, missed_on,
       moot_on, closed_by, note, unpublished_year, clauses, profile, party_above, about_member_id
from case_duty;
drop view case_duty_owed;
drop table case_duty;

alter table duty add constraint duty_owed_by_somebody check (
  case when case_kind = 'sojourn' then owed_by is not null and home_path is not null else side is not null and org_id is not null end);
create index duty_above on duty using gin (party_above) where case_kind <> 'sojourn';
create policy parties on duty using (party_above @> array[current_setting('hongyan.org', true)]);
create policy about on duty for select using (is_self(about_member_id));

-- As in 0040, for every kind of case.
create view duty_owed with (security_invoker = true) as
  select owner_id, id, case_id, case_kind, kind, period, part, side, owed_by, shared, org_id, org_path, opens_on, due_on, missed_on,
         coalesce(missed_on, 'infinity') as owed_until, clauses, profile, home_path, host_path, unpublished_year, party_above
  from duty where done_on is null and moot_on is null and waived_on is null;
grant select on duty_owed to hongyan_app;

-- As in 0070, with the duties of all kinds of case in one table: what is owed once for many is shared, or a sojourn's duty of its organisation.
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
    from sojourn s join places p on p.path = s.host_at cross join lateral (
      select s.host_at, 1
      union all select left(s.host_at, -4), -1 where p.place is distinct from s.host_at
      union all select p.place, 1 where p.place <> s.host_at) lies (org_path, sign)
    where s.host_at = any(a_paths) and s.ended_on is null
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
