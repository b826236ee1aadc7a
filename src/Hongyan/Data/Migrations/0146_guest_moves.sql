-- A guest whom another host receives has moved: the stay at the former host ends, and that host reads its own time and nothing of the present,
-- neither the person's row nor what he is reached by now. What it knew him by stands with its time.
alter table sojourn add column moved_to text collate "C"; -- the host that received him since; only those above both see both
alter table former_host add column name text;
alter table former_host add column read_at timestamptz; -- when the former host took note

-- Whatever else a policy says stays as it says it.
do $$
declare one record;
begin
  for one in select tablename, policyname, qual from pg_policies
    where schemaname = 'public' and tablename in ('sojourn', 'member') and policyname in ('scope', 'former')
  loop
    execute format('alter policy %I on %I using (%s)', one.policyname, one.tablename,
      case when one.policyname = 'former' then 'home_path is not null and ' || one.qual
      else regexp_replace(one.qual, 'in_scope\(((?:sojourn\.)?)host_path\)',
        '(in_scope(\1host_path) and (\1moved_to is null or in_scope(\1moved_to)))', 'g') end);
  end loop;
end $$;
update former_host f set name = m.name from member m where m.id = f.member_id and m.home_path is null;

-- Whether one organisation is the other, or above or below it.
create function in_line(a_one text, a_other text) returns boolean language sql immutable as $$
  select starts_with(a_one || '.', a_other || '.') or starts_with(a_other || '.', a_one || '.')
$$;

-- Open stays, at hosts that are not in line with the receiver, of a guest in his sight: of the same person, or of a guest with the same ID number
-- who was received no later. Nobody is named: the ids are for ending these stays.
create function guest_elsewhere(a_member uuid, a_host text, a_until date) returns table (member_id uuid, sojourn_id uuid)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
#variable_conflict use_column
begin
  if not in_scope(a_host) or not exists (
    select from sojourn s where s.member_id = a_member and s.home_path is null and in_scope(s.host_path)) then return; end if;
  return query
  select s.member_id, s.id from sojourn s
  where s.home_path is null and s.ended_on is null and not in_line(s.host_path, a_host) and coalesce(s.host_from, s.departed_on) <= a_until
    and (s.member_id = a_member or s.member_id in (
      select o.member_id from guest_number g join guest_number o on o.hash = g.hash where g.member_id = a_member))
  order by s.id;
end $$;

-- Lets a receiver write into a stay that ends because of him, until the transaction ends or the next one is opened; see 0121.
create function open_moving(a_member uuid, a_from uuid, a_host text, a_until date) returns void language plpgsql as $$
begin
  if exists (select from guest_elsewhere(a_member, a_host, a_until) e where e.member_id = a_from) then
    execute format('set local hongyan.receiving = %L', a_from);
  else
    set local hongyan.receiving = '';
  end if;
end $$;

-- Tells the former host that he moved on: what it called him, and until when he was there.
create function guest_moved_from(a_from uuid, a_stay uuid, a_today date) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if not is_receiving(a_from) then return; end if;
  insert into former_host (member_id, sojourn_id, host_path, home_path, until, name)
    select s.member_id, s.id, s.host_path, null, a_today, m.name from sojourn s join member m on m.id = s.member_id
    where s.member_id = a_from and s.id = a_stay and s.home_path is null and s.ended_on is not null and s.host_path is not null
    on conflict on constraint former_host_pkey do update set until = excluded.until, name = excluded.name, read_at = null;
end $$;

-- Shuts the person's row before hosts of earlier stays that are not at or above the present one.
create function guest_moves_on(a_member uuid, a_sojourn uuid, a_today date) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  present text;
begin
  select s.host_path into present from sojourn s
    where s.member_id = a_member and s.id = a_sojourn and s.home_path is null and s.ended_on is null and in_scope(s.host_path);
  if present is null then return; end if;
  insert into former_host (member_id, sojourn_id, host_path, home_path, until, name)
    select s.member_id, s.id, s.host_path, null, coalesce(s.ended_on, a_today), m.name from sojourn s join member m on m.id = s.member_id
    where s.member_id = a_member and s.id <> a_sojourn and s.home_path is null and s.ended_on is not null and s.moved_to is null
      and s.host_path is not null and not starts_with(present || '.', s.host_path || '.')
    on conflict on constraint former_host_pkey do nothing;
  update sojourn s set moved_to = case when starts_with(present || '.', s.host_path || '.') then null else present end
    where s.member_id = a_member and s.id <> a_sojourn and s.home_path is null and s.ended_on is not null and s.host_path is not null;
end $$;

-- As in 0094; a guest elsewhere counts while he is there, and only where he did not come later.
create or replace function guests_known_here() returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if coalesce(current_setting('hongyan.lo', true), '') = '' then return; end if;
  return query
  select distinct g.member_id from guest_number g
  join sojourn s on s.member_id = g.member_id
  where s.home_path is null and s.ended_on is null and in_scope(s.host_path)
    and (exists (select from member_identity i where i.hash = g.hash and i.member_id <> g.member_id)
      or exists (select from guest_number o join sojourn t on t.member_id = o.member_id
        where o.hash = g.hash and o.member_id <> g.member_id and t.home_path is null and t.ended_on is null
          and coalesce(t.host_from, t.departed_on) <= coalesce(s.host_from, s.departed_on)));
end $$;

-- Whether a guest elsewhere in this installation showed the same certificate; yes or no.
create function guest_certificate_twice(a_member uuid, a_number text) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  return exists (select from sojourn s where s.member_id = a_member and s.home_path is null and (in_scope(s.host_path) or is_self(a_member)))
    and exists (select from sojourn o where o.home_path is null and o.member_id <> a_member and o.ended_on is null
      and upper(o.certificate_number) = upper(a_number));
end $$;
create index sojourn_guest_certificate on sojourn (upper(certificate_number)) where home_path is null and certificate_number is not null;

-- Look-ups of the last hour that found nobody, from one address by whatever account.
create function arrival_failures(a_address text, a_since timestamptz) returns table (failures bigint, last_at timestamptz)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if coalesce(current_setting('hongyan.lo', true), '') = '' then return; end if;
  return query select count(*), max(e.at) from audit_entry e where e.act = 'arrival-not-found' and e.at > a_since and e.from_address = a_address;
end $$;

revoke execute on function guest_elsewhere, guest_moved_from, guest_moves_on, guest_certificate_twice, arrival_failures from public;
grant execute on function guest_elsewhere, guest_moved_from, guest_moves_on, guest_certificate_twice, arrival_failures to hongyan_app;

-- A guest reads the name of his own home, through whatever it was merged into.
create function is_own_home(a_entry uuid) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if coalesce(current_setting('hongyan.member', true), '') = '' then return false; end if;
  return exists (
    with recursive line as (
      select s.home_outside as id from sojourn s where is_self(s.member_id) and s.home_outside is not null
      union select o.merged_into from outside_organization o join line l on o.id = l.id where o.merged_into is not null)
    select from line where line.id = a_entry);
end $$;
revoke execute on function is_own_home from public;
grant execute on function is_own_home to hongyan_app;
create policy guest on outside_organization for select using (is_own_home(id));
