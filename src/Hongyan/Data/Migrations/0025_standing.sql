-- How organisations stand, kept: overviews of a city or a province must not count what lies below them when they are asked for.
-- No person is in these tables, only counts by organisation; they are read in scope all the same.
--
-- A row says by how much the figures change on a day, so that a day that goes by needs no work: the figures of a day are the sums of all
-- rows up to it. "source" is the organisation that owes or sends; rows without one are the sum of what is counted below "org_path".

create table standing (
  org_path  text collate "C" not null,
  source    text collate "C" not null,
  on_date   date not null,
  away      integer not null,
  hosted    integer not null,
  open      integer not null,
  soon      integer not null,
  overdue   integer not null,
  late      integer not null,
  primary key (org_path, source, on_date)
);
-- What has come to nothing is found without looking at what has not.
create index standing_nothing on standing (org_path)
  where away = 0 and hosted = 0 and open = 0 and soon = 0 and overdue = 0 and late = 0;

-- Whoever changes a duty or a stay leaves a mark, in the same transaction: rows that are only added keep no writer waiting, as one
-- counter of a province would. What is marked is counted when it is asked for, until the job has counted it again and taken the mark away.
create table standing_mark (
  id        uuid primary key,
  org_path  text collate "C" not null
);
create index standing_mark_org on standing_mark (org_path);

alter table standing enable row level security;
alter table standing_mark enable row level security;
create policy scope on standing using (in_scope(org_path));
create policy scope on standing_mark for select using (in_scope(org_path));
create policy leave on standing_mark for insert with check (true); -- a record of the home changes what the host owes, and the other way round
grant select on standing to hongyan_app;
grant select, insert on standing_mark to hongyan_app;

-- The organisations directly below one.
create index organization_above on organization (left(path, -4));

-- The deepest organisation that has both below it.
create function common_path(a text, b text) returns text language sql immutable as $$
  select left(a, max(n)) from generate_series(3, least(length(a), length(b)), 4) n where left(a, n) = left(b, n)
$$;

-- What is counted of some organisations, as seen by who asks: by how much the figures change on which day. What lies behind is told as
-- of today. A duty counts where it is seen: at who owes it, or, when the stay is of others, at the nearest above who sees both. What an
-- organisation owes for all its members away counts once, with the earliest day of those that have opened.
-- Not seen through by the planner, on purpose: under row-level security it plans longer than it reads, so each connection plans it once.
create function standing_changes(a_paths text[], a_today date, a_soon integer, a_of_organizations text[])
returns table (org_path text, source text, on_date date, away integer, hosted integer, open integer, soon integer, overdue integer, late integer)
language plpgsql stable set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
begin
  if a_paths is null then return; end if;
  return query
  with owed as (
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
  ), spans as (
    select w.org_path, w.source, s.first, s.past, 0 as away, 0 as hosted, s.open, s.soon, s.overdue, 0 as late
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

-- Reception makes itself the host by a door of its own, and leaves its marks there.
create or replace function receive_arrival(a_name text, a_number text, a_phone_end text, a_id_tail text, a_host text, a_today date)
returns table (member_id uuid, sojourn_id uuid)
language plpgsql security definer set search_path = public as $$
declare
  found_one record;
begin
  if not in_scope(a_host) then raise exception 'the receiving organisation is out of scope' using errcode = '42501'; end if;
  select * into strict found_one from find_arrival(a_name, a_number, a_phone_end, a_id_tail);
  select s.host_path, s.home_path into found_one.host_path, found_one.home_path
    from sojourn s where s.member_id = found_one.member_id and s.id = found_one.sojourn_id for update;
  if found_one.host_path is not null and not (a_host = found_one.host_path or starts_with(a_host, found_one.host_path || '.')) then
    insert into former_host as f values (found_one.member_id, found_one.sojourn_id, found_one.host_path, found_one.home_path, a_today)
      on conflict on constraint former_host_pkey do update set until = a_today;
  end if;
  update sojourn s set host_path = a_host where s.member_id = found_one.member_id and s.id = found_one.sojourn_id;
  insert into standing_mark select gen_random_uuid(), host from unnest(array[found_one.host_path, a_host]) host where host is not null;
  return query select found_one.member_id, found_one.sojourn_id;
end $$;

-- Everything that is there already is counted by the first turn of the job.
insert into standing_mark select gen_random_uuid(), path from organization;
