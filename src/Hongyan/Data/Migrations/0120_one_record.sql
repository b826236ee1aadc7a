-- One table of records for every kind of case, as 0073 made one of duties. Those of sojourns stay as they are: they are seen by the two paths,
-- which hold the organisations above a party as party_above does by their ids. No row of theirs is written anew.
alter table record drop constraint record_member_id_sojourn_id_fkey;
alter table record rename column member_id to owner_id;
alter table record rename column sojourn_id to case_id;
alter table record alter column home_path drop not null;
alter table record
  add column case_kind text not null default 'sojourn',
  add column side text,
  add column org_id uuid,
  add column asks_id uuid,
  add column party_above text[] not null default '{}',
  add column about_member_id uuid;

insert into record (owner_id, id, case_id, case_kind, on_date, type, side, data, org_id, account_id, recorded_at, corrects_id, asks_id, party_above,
                    about_member_id)
select r.owner_id, r.id, r.case_id, c.kind, r.on_date, r.type, r.side, r.data, r.org_id, r.account_id, r.recorded_at, r.corrects_id, r.asks_id,
       r.party_above, r.about_member_id
from case_record r join "case" c on c.owner_id = r.owner_id and c.id = r.case_id;
drop table case_record;

-- A row is seen in one way: by its paths, or by the ids of its parties. So no page shows what belongs to a sojourn to others by writing an id into it.
alter table record add constraint record_seen_one_way check (
  case when case_kind = 'sojourn' then coalesce(home_path, host_path) is not null and party_above = '{}' and about_member_id is null
       else side is not null and home_path is null and host_path is null end);
alter table duty add constraint duty_seen_one_way check (
  case when case_kind = 'sojourn' then party_above = '{}' and about_member_id is null else home_path is null and host_path is null end);

alter index record_sojourn rename to record_case;
create unique index record_once on record (owner_id, corrects_id) where corrects_id is not null and case_kind <> 'sojourn';
create index record_asked on record (owner_id, case_id) where asks_id is not null;
create index record_above on record using gin (party_above) where case_kind <> 'sojourn';
create index record_about on record (about_member_id) where about_member_id is not null;

create policy parties on record using (party_above @> array[current_setting('hongyan.org', true)]);
create policy about on record for select using (is_self(about_member_id));
grant update (about_member_id) on record to hongyan_app;

-- As in 0072, of the one table.
create or replace function case_unread(a_owner uuid, a_case uuid)
returns table (id uuid, on_date date, type text, side text, recorded_at timestamptz, corrects_id uuid, asks_id uuid)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
#variable_conflict use_column
declare
  me text[] := array[coalesce(current_setting('hongyan.org', true), '')];
begin
  return query
  select r.id, r.on_date, r.type, r.side, r.recorded_at, r.corrects_id, r.asks_id
  from "case" c join record r on r.owner_id = c.owner_id and r.case_id = c.id
  where c.owner_id = a_owner and c.id = a_case and c.party_above @> me and not r.party_above @> me;
end $$;

-- As in 0052, with the columns as they are called now.
create or replace function situation_beside(a_path text, a_day date)
returns table (not_left bigint, expected bigint)
language plpgsql stable parallel safe security definer set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_custom_plan as $$
#variable_conflict use_column
begin
  not_left := 0;
  expected := 0;
  if is_asked_within(a_path) then
    select count(*) into not_left from sojourn s
    where s.home_path >= a_path and s.home_path < a_path || '/' and s.departed_on > a_day and s.reported_on <= a_day
      and (s.state <> 'cancelled' or not exists (
        select from record r where r.owner_id = s.member_id and r.case_id = s.id and r.type = 'cancelled' and r.on_date <= a_day));
    select count(*) into expected from sojourn s
    where s.host_path >= a_path and s.host_path < a_path || '/' and s.departed_on <= a_day and (s.ended_on is null or s.ended_on > a_day)
      and s.state <> 'cancelled' and coalesce((s.hosts_before->0->>1)::date, s.host_from, 'infinity') > a_day;
  end if;
  return next;
end $$;

-- As in 0115, of the one table.
create or replace function agreements_reached()
returns table (owner_id uuid, case_id uuid, kind text, id uuid, on_date date, type text, side text, data text, recorded_at timestamptz, corrects_id uuid,
  parties text)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
#variable_conflict use_column
declare
  is_page boolean := 'hongyan_app' in (session_user, current_setting('role', true)); -- jobs and commands see all there is
  lo text := coalesce(current_setting('hongyan.lo', true), '');
  hi text := coalesce(current_setting('hongyan.hi', true), '');
  member uuid := nullif(current_setting('hongyan.member', true), '')::uuid;
  own text[] := '{}';
  reached uuid[];
begin
  if is_page and member is not null then
    own := array(select s.home_path from sojourn s where s.member_id = member)
        || array(select s.host_path from sojourn s where s.member_id = member and s.host_path is not null);
  end if;
  select array_agg(c.id) into reached
  from "case" c join case_party p on p.owner_id = c.owner_id and p.case_id = c.id join organization o on o.id = p.org_id
  where c.kind in ('agreement', 'pairing') and c.state in ('signed', 'in-force', 'ended', 'lapsed')
    and (not is_page or lo <> '' and (o.path >= lo and o.path < hi or starts_with(lo, o.path || '.'))
         or exists (select from unnest(own) as mine where mine = o.path or starts_with(mine, o.path || '.')));
  if reached is null then return; end if;
  return query
  select r.owner_id, r.case_id, c.kind, r.id, r.on_date, r.type, r.side, case when r.type = 'struck' then '{}' else r.data::text end, r.recorded_at,
         r.corrects_id, q.parties
  from "case" c
  join record r on r.owner_id = c.owner_id and r.case_id = c.id
  join (
    select p.owner_id, p.case_id, jsonb_agg(jsonb_build_object('side', p.side, 'orgId', o.id, 'path', o.path, 'name', coalesce(o.name, p.name),
      'kind', coalesce(o.kind, p.kind), 'region', o.region_code, 'phone', o.phone))::text as parties
    from case_party p left join organization o on o.id = p.org_id where p.case_id = any(reached) group by p.owner_id, p.case_id
  ) q on q.owner_id = c.owner_id and q.case_id = c.id
  where c.id = any(reached) and r.asks_id is null
    and r.type in ('agreement-drafted', 'agreement-sent', 'agreement-answered', 'agreement-signed', 'agreement-ended', 'agreement-withdrawn', 'struck');
end $$;
