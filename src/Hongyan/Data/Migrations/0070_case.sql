-- What parties do over time, for every kind of case: an agreement, an office's year … The owner's id is the first column of every key.
-- An organisation has an id for life; its path is only where it stands now.
alter table organization add column id uuid not null default gen_random_uuid();
alter table organization add constraint organization_id unique (id);

-- The ids of an organisation and of all above it; for this step only.
create function line_above(a_path text) returns text[] language sql stable as $$
  select coalesce(array_agg(o.id::text order by o.path), '{}') from organization o where o.path = a_path or starts_with(a_path, o.path || '.')
$$;

-- party_above: the ids of each party's organisation and all above it, on every row, so that the second lock asks no other table.
create table "case" (
  owner_id    uuid not null,
  id          uuid not null,
  kind        text not null,
  period      text,
  title       text,
  state       text not null,
  since       date,
  begun_on    date not null,
  turns_on    date,
  party_above text[] not null,
  primary key (owner_id, id)
);
create unique index case_once on "case" (owner_id, kind, period) where period is not null;
create index case_turns on "case" (turns_on) where turns_on is not null;
create index case_kind on "case" (kind, begun_on);
create index case_above on "case" using gin (party_above);

create table case_party (
  owner_id    uuid not null,
  id          uuid not null,
  case_id     uuid not null,
  side        text not null,
  org_id      uuid references organization (id),
  kind        text not null,
  name        text,
  party_above text[] not null,
  primary key (owner_id, id),
  foreign key (owner_id, case_id) references "case" (owner_id, id),
  check (org_id is not null or name is not null)
);
create unique index case_party_once on case_party (owner_id, case_id, side);
create index case_party_above on case_party using gin (party_above);

create table case_record (
  owner_id    uuid not null,
  id          uuid not null,
  case_id     uuid not null,
  on_date     date not null,
  type        text not null,
  side        text not null,
  data        jsonb not null,
  org_id      uuid,
  account_id  uuid,
  recorded_at timestamptz not null,
  corrects_id uuid,
  party_above text[] not null,
  primary key (owner_id, id),
  foreign key (owner_id, case_id) references "case" (owner_id, id)
);
create index case_record_case on case_record (owner_id, case_id, on_date);
create unique index case_record_once on case_record (owner_id, corrects_id) where corrects_id is not null;
create index case_record_above on case_record using gin (party_above);

create table case_duty (
  owner_id         uuid not null,
  id               uuid not null,
  case_id          uuid not null,
  case_kind        text not null,
  kind             text not null,
  period           text,
  part             text,
  side             text not null,
  shared           boolean not null,
  org_id           uuid not null references organization (id),
  org_path         text collate "C" not null,
  opens_on         date not null,
  due_on           date not null,
  done_on          date,
  late_on          date,
  missed_on        date,
  moot_on          date,
  closed_by        text,
  note             text,
  unpublished_year integer,
  clauses          text[] not null,
  profile          text not null,
  party_above      text[] not null,
  primary key (owner_id, id),
  foreign key (owner_id, case_id) references "case" (owner_id, id)
);
create unique index case_duty_once on case_duty (owner_id, case_id, kind, coalesce(period, ''), coalesce(part, ''), side);
create index case_duty_todo on case_duty (org_path, due_on) where done_on is null and moot_on is null;
create index case_duty_above on case_duty using gin (party_above);

-- One form of policy for all kinds and tables. hongyan.org is the id of the actor's organisation.
alter table "case" enable row level security;
alter table case_party enable row level security;
alter table case_record enable row level security;
alter table case_duty enable row level security;
create policy scope on "case" using (party_above @> array[current_setting('hongyan.org', true)]);
create policy scope on case_party using (party_above @> array[current_setting('hongyan.org', true)]);
create policy scope on case_record using (party_above @> array[current_setting('hongyan.org', true)]);
create policy scope on case_duty using (party_above @> array[current_setting('hongyan.org', true)]);
grant select, insert, update on "case" to hongyan_app;
grant select, insert on case_party, case_record to hongyan_app;
grant select, insert, update, delete on case_duty to hongyan_app;

-- As duty_owed (0040) says it of sojourns: what is still owed in cases.
create view case_duty_owed with (security_invoker = true) as
  select owner_id, id, case_id, case_kind, kind, period, part, side, shared, org_id, org_path, opens_on, due_on, missed_on,
         coalesce(missed_on, 'infinity') as owed_until, clauses, unpublished_year, party_above
  from case_duty where done_on is null and moot_on is null;
grant select on case_duty_owed to hongyan_app;

-- What organisations owed once a year becomes the duties of their years, and what they said was done becomes records of them.
insert into "case" (owner_id, id, kind, period, state, begun_on, turns_on, party_above)
select o.id, gen_random_uuid(), 'office-year', d.period, 'running', min(d.opens_on), '1900-01-01', line_above(o.path)
from organization_duty d join organization o on o.path = d.org_path group by o.id, o.path, d.period;
insert into case_party (owner_id, id, case_id, side, org_id, kind, party_above)
select c.owner_id, gen_random_uuid(), c.id, 'office', o.id, o.kind, c.party_above from "case" c join organization o on o.id = c.owner_id where c.kind = 'office-year';
insert into case_record (owner_id, id, case_id, on_date, type, side, data, org_id, account_id, recorded_at, party_above)
select c.owner_id, gen_random_uuid(), c.id, d.done_on, t.type, 'office',
       jsonb_strip_nulls(jsonb_build_object('type', t.type, 'on', d.done_on::text, 'by', 'office', 'note', d.note)), c.owner_id, d.account_id,
       coalesce(d.recorded_at, d.done_on::timestamptz), c.party_above
from organization_duty d join organization o on o.path = d.org_path
join "case" c on c.owner_id = o.id and c.kind = 'office-year' and c.period = d.period
cross join lateral (select case d.kind when 'sweep' then 'sweep-confirmed' else 'report-submitted' end as type) t
where d.done_on is not null;
insert into case_duty (owner_id, id, case_id, case_kind, kind, period, side, shared, org_id, org_path, opens_on, due_on, done_on, late_on, closed_by, clauses, profile, party_above)
select c.owner_id, gen_random_uuid(), c.id, c.kind, d.kind, d.period, 'office', true, o.id, o.path, d.opens_on, d.due_on, d.done_on,
       case when d.done_on > d.due_on then d.done_on end,
       case when d.done_on is null then null when d.kind = 'sweep' then 'sweep-confirmed' else 'report-submitted' end, d.clauses, d.profile, c.party_above
from organization_duty d join organization o on o.path = d.org_path
join "case" c on c.owner_id = o.id and c.kind = 'office-year' and c.period = d.period;
drop table organization_duty;
drop function line_above(text);

-- As in 0053, with the duties of cases: what sojourns demand, too, is counted once for both.
create or replace function standing_changes(a_paths text[], a_today date, a_soon integer, a_of_organizations text[])
returns table (org_path text, source text, on_date date, away integer, hosted integer, open integer, soon integer, overdue integer, late integer, missed integer,
  within integer, expected integer, not_left integer)
language plpgsql stable set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
begin
  if a_paths is null then return; end if;
  return query
  with places as (
    select o.path, host_place(o.path) as place from organization o
  ), each_one as (
    select case when starts_with(d.home_path, d.org_path) or starts_with(d.host_path, d.org_path) then d.org_path
                else greatest(common_path(d.org_path, d.home_path), common_path(d.org_path, d.host_path)) end as org_path,
           d.org_path as source, d.opens_on, d.due_on, d.owed_until as until, d.missed_on
    from duty_owed d
    where d.org_path = any(a_paths) and d.kind <> all(a_of_organizations)
    union all
    select d.org_path, d.org_path, d.opens_on, d.due_on, d.owed_until, d.missed_on from case_duty_owed d where d.org_path = any(a_paths) and not d.shared
    union all
    select o.org_path, o.org_path, o.opens_on, min(min(o.due_on)) over opening, least(coalesce(lead(o.opens_on) over opening, 'infinity'), max(max(o.owed_until)) over whole),
           case when lead(o.opens_on) over opening is null then nullif(max(max(o.owed_until)) over whole, 'infinity') end
    from (
      select d.org_path, d.kind, d.period, d.opens_on, d.due_on, d.owed_until from duty_owed d
      where d.org_path = any(a_paths) and d.kind = any(a_of_organizations)
      union all
      select d.org_path, d.kind, d.period, d.opens_on, d.due_on, d.owed_until from case_duty_owed d where d.org_path = any(a_paths) and d.shared) o
    group by o.org_path, o.kind, o.period, o.opens_on
    window opening as (partition by o.org_path, o.kind, o.period order by o.opens_on), whole as (partition by o.org_path, o.kind, o.period)
  ), owed as (
    -- what opened and what was missed before today is all alike: few rows are left of many duties
    select o.org_path, o.source, greatest(o.opens_on, a_today) as opens_on, greatest(o.due_on, a_today - 1) as due_on, o.until, count(*)::integer as n
    from each_one o where o.until > a_today group by 1, 2, 3, 4, 5
  ), spans as (
    select w.org_path, w.source, s.first, s.past, 0 as away, 0 as hosted, s.open * w.n as open, s.soon * w.n as soon, s.overdue * w.n as overdue, 0 as late, 0 as missed,
           0 as within, 0 as expected, 0 as not_left
    from owed w cross join lateral (values
      (w.opens_on, least(w.due_on + 1, w.until), 1, 0, 0),
      (greatest(w.opens_on, w.due_on - a_soon), least(w.due_on + 1, w.until), 0, 1, 0),
      (greatest(w.opens_on, w.due_on + 1), w.until, 0, 0, 1)) s (first, past, open, soon, overdue)
    union all
    select o.org_path, o.source, greatest(o.missed_on, date_trunc('year', a_today::timestamp)::date), (date_trunc('year', o.missed_on::timestamp) + interval '1 year')::date,
           0, 0, 0, 0, 0, 0, 1, 0, 0, 0
    from each_one o where o.missed_on >= date_trunc('year', a_today::timestamp)
    union all
    select case when starts_with(d.home_path, d.org_path) or starts_with(d.host_path, d.org_path) then d.org_path
                else greatest(common_path(d.org_path, d.home_path), common_path(d.org_path, d.host_path)) end,
           d.org_path, d.opens_on, (date_trunc('quarter', d.late_on::timestamp) + interval '3 months')::date, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0
    from duty d
    where d.org_path = any(a_paths) and d.late_on >= date_trunc('quarter', a_today::timestamp)
      and d.moot_on is null and d.waived_on is null and d.kind <> all(a_of_organizations)
    union all
    select d.org_path, d.org_path, d.opens_on, (date_trunc('quarter', d.late_on::timestamp) + interval '3 months')::date, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0
    from case_duty d
    where d.org_path = any(a_paths) and not d.shared and d.late_on >= date_trunc('quarter', a_today::timestamp) and d.moot_on is null
    union all
    select s.home_path, s.home_path, s.departed_on, 'infinity', 1, 0, 0, 0, 0, 0, 0, 0, 0, 0 from sojourn s where s.home_path = any(a_paths) and s.ended_on is null
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
