-- The situation of an organisation as of a past day. Counting half a million people is left to the database: it tells the rules how many
-- there are of each kind, and the rules judge one of each. What the records of all show takes minutes, so it is told once and kept.

-- Who was placed below an organisation, also when he has moved on since; those registered elsewhere are found without looking at a record.
create index record_placed on record ((data->>'organization' collate "C"), home_path) where type = 'placed';

create function away_on(a_day date) returns setof sojourn language sql stable parallel safe as $$
  select * from sojourn where departed_on <= a_day and (ended_on is null or ended_on > a_day) and state <> 'cancelled'
$$;

-- The stays of those registered in an organisation, with what the figures are counted by. Of birth dates and departures it matters only
-- between which borders they lie. Where someone went is read from the code of the place; without one, from the host of that day, which
-- only the records of the stay tell, unless nobody has been its host yet.
create function situation_stay(a_path text, a_day date, a_births date[], a_departures date[])
returns table (member_id uuid, sojourn_id uuid, name text, home_path text, sex text, age integer, education text, region text, duration integer,
               born date, departed_on date, is_told_by_records boolean)
language sql stable parallel safe as $$
  select s.member_id, s.id, m.name, s.home_path, m.sex, width_bucket(m.born, a_births), coalesce(m.education, ''),
         case when length(s.destination_code) >= 2 then left(s.destination_code, 2) else '' end, width_bucket(s.departed_on, a_departures),
         m.born, s.departed_on,
         (s.destination_code is null or length(s.destination_code) < 2) and (s.host_path is not null or s.state not in ('reported', 'away'))
  from away_on(a_day) s join member m on m.id = s.member_id
  where s.home_path >= a_path and s.home_path < a_path || '/'
$$;

-- Row-level security asks for every row what is the same for all rows of an organisation. The next functions ask it once, for the
-- organisation; pages have to be within their scope, the owner need not.
create function is_asked_within(path text) returns boolean language sql stable parallel safe as $$
  select in_scope(path) or (pg_has_role(session_user, current_user, 'member') and current_setting('role') <> 'hongyan_app')
$$;

create function situation_members(a_path text, a_day date) returns bigint
language sql stable parallel safe security definer set search_path = public as $$
  select count(*) from member
  where (select is_asked_within(a_path)) and home_path >= a_path and home_path < a_path || '/'
    and (joined is null or joined <= a_day) and (left_on is null or left_on > a_day)
$$;

-- Stays that began elsewhere and whose host was, or may have been, below the organisation on that day.
create function situation_inflow(a_path text, a_day date) returns table (member_id uuid, sojourn_id uuid)
language sql stable parallel safe security definer set search_path = public as $$
  select s.member_id, s.id from away_on(a_day) s
  where (select is_asked_within(a_path)) and s.host_path >= a_path and s.host_path < a_path || '/'
    and (s.home_path < a_path or s.home_path >= a_path || '/')
  union
  select s.member_id, s.id
  from (
    select r.member_id, r.sojourn_id from record r
    where r.type = 'placed' and r.data->>'organization' collate "C" >= a_path and r.data->>'organization' collate "C" < a_path || '/' and r.home_path < a_path
    union
    select r.member_id, r.sojourn_id from record r
    where r.type = 'placed' and r.data->>'organization' collate "C" >= a_path and r.data->>'organization' collate "C" < a_path || '/' and r.home_path >= a_path || '/'
  ) placed join away_on(a_day) s on s.member_id = placed.member_id and s.id = placed.sojourn_id
  where (select is_asked_within(a_path)) and (s.home_path < a_path or s.home_path >= a_path || '/')
$$;

-- How many people there are of each kind, with one birth date and one departure of theirs. Who cannot be counted like that, because he is
-- away twice or his records have to tell where, has a row of his own.
create function situation_outflow(a_path text, a_day date, a_births date[], a_departures date[], a_apart uuid[])
returns table (sex text, age integer, education text, region text, duration integer, apart uuid, people bigint, born date, departed_on date)
language sql stable parallel safe security definer set search_path = public set work_mem = '64MB' as $$
  with several as (
    select s.member_id from away_on(a_day) s where s.home_path >= a_path and s.home_path < a_path || '/'
    group by s.member_id having count(*) > 1
    union all select unnest(a_apart)
  )
  select s.sex, s.age, s.education, s.region, s.duration,
         case when s.is_told_by_records or s.member_id in (select member_id from several) then s.member_id end,
         count(*), min(s.born), min(s.departed_on)
  from situation_stay(a_path, a_day, a_births, a_departures) s
  where (select is_asked_within(a_path))
  group by 1, 2, 3, 4, 5, 6
$$;

revoke execute on function situation_members, situation_inflow, situation_outflow from public;
grant execute on function situation_members, situation_inflow, situation_outflow to hongyan_app;

-- What the records showed of everybody, told for an organisation as of a day. While it is being told the one before stays.
create table situation_telling (
  id        uuid primary key,
  org_path  text collate "C" not null references organization (path),
  on_date   date not null,
  begun_at  timestamptz not null,
  total     integer not null default 0,
  done      integer not null default 0,
  told_at   timestamptz,
  problems  jsonb
);
create unique index situation_told on situation_telling (org_path, on_date) where told_at is not null;
create unique index situation_under_way on situation_telling (org_path, on_date) where told_at is null;

create table situation_problem (
  member_id  uuid not null,
  telling_id uuid not null references situation_telling (id) on delete cascade,
  kind       text not null,
  sojourn_id uuid not null,
  since      date not null,
  org_path   text collate "C" not null,
  primary key (member_id, telling_id, kind),
  foreign key (member_id, sojourn_id) references sojourn (member_id, id)
);
create index situation_problem_list on situation_problem (telling_id, kind, since, member_id);

-- Of the organisation for which it was told, not of those below it: they tell their own.
alter table situation_telling enable row level security;
alter table situation_problem enable row level security;
create policy scope on situation_telling using (in_scope(org_path));
create policy scope on situation_problem using (in_scope(org_path));
grant select, insert, delete on situation_telling to hongyan_app;
grant select on situation_problem to hongyan_app;
