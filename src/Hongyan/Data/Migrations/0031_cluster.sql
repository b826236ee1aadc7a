-- Citus plans no statement that names a parameter of an SQL function. What looks into the tables of members is therefore PL/pgSQL, which
-- also plans it once for each connection. Nobody's rights change.

-- Nobody is received, said plainly: of "unknown" the next question would be asked of every row.
create or replace function is_receiving(member uuid) returns boolean language sql stable as $$
  select member::text = coalesce(current_setting('hongyan.receiving', true), '')
$$;

create or replace function is_received(member uuid) returns boolean language plpgsql stable as $$
begin
  return is_receiving(member) and exists (select 1 from transfer t where t.member_id = member and t.voided_on is null and in_scope(t.to_path));
end $$;

-- The number tells the member, and everything else is asked of him alone.
create or replace function certificate_shown(asked_number text, asked_id uuid)
returns table (id uuid, number text, name text, committee text, committee_path text, issued_on date, valid_until date,
               lost_on date, replaced_on date, withdrawn_on date)
language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
  known certificate_number;
begin
  select * into known from certificate_number n where n.number = asked_number;
  return query
  select c.id, c.number, case when asked_id is null then left(m.name, 1) || '＊＊' else m.name end, o.name, c.committee_path,
         c.issued_on, c.valid_until, c.lost_on, c.replaced_on, c.withdrawn_on
  from certificate c
  join member m on m.id = c.member_id
  join organization o on o.path = c.committee_path
  where c.member_id = known.member_id and c.id = known.certificate_id and c.number = known.number and (asked_id is null or c.id = asked_id);
end $$;

create or replace function find_arrival(a_name text, a_number text, a_phone_end text, a_id_tail text)
returns table (
  member_id uuid, sojourn_id uuid, name text, sex text, born date, status text, home_path text, home text, home_phone text,
  host_path text, state text, departed_on date, reason text, destination text, employer text,
  certificate_number text, certificate_id uuid, issued_on date, valid_until date, lost_on date, replaced_on date, withdrawn_on date)
language plpgsql stable security definer set search_path = public as $$
#variable_conflict use_column
begin
  if coalesce(current_setting('hongyan.lo', true), '') = '' then return; end if;
  return query
  select m.id, s.id, m.name, m.sex, m.born, m.status, m.home_path, o.name, o.phone,
         s.host_path, s.state, s.departed_on, s.reason, s.destination, s.employer,
         coalesce(s.certificate_number, c.number), c.id, c.issued_on, c.valid_until, c.lost_on, c.replaced_on, c.withdrawn_on
  from member m
  join sojourn s on s.member_id = m.id and s.ended_on is null
  join organization o on o.path = m.home_path
  left join lateral (
    select * from certificate k where k.member_id = s.member_id and k.sojourn_id = s.id
    order by k.number is not distinct from s.certificate_number desc, coalesce(k.issued_on, k.sealed_on) desc nulls last, k.id limit 1) c on true
  where m.name = a_name and m.left_on is null
    and (upper(s.certificate_number) = upper(a_number)
      or a_number is null and m.phone_tail = a_phone_end and upper(m.id_tail) = upper(a_id_tail))
  order by s.id limit 2;
end $$;

-- Sojourns of any members, each held on the node of its member, always in one order, so that two who hold many never wait for each other.
create function hold_sojourns(a_ids uuid[], a_waits boolean) returns setof sojourn language plpgsql as $$
declare
  one record;
begin
  for one in select s.member_id, s.id from sojourn s where s.id = any(a_ids) order by s.member_id, s.id loop
    if a_waits then
      return query select * from sojourn s where s.member_id = one.member_id and s.id = one.id for update;
    else
      return query select * from sojourn s where s.member_id = one.member_id and s.id = one.id for update skip locked;
    end if;
  end loop;
end $$;

-- The lines of a meeting, likewise.
create function hold_attendance(a_meeting uuid, a_members uuid[]) returns setof attendance language plpgsql as $$
declare
  one uuid;
begin
  for one in select member from unnest(a_members) member order by member loop
    return query select * from attendance a where a.meeting_id = a_meeting and a.member_id = one for update;
  end loop;
end $$;

-- The same right in two questions: within one, Citus takes none that looks from an account to its member.
alter policy seen on invitation using (
  exists (select 1 from account a where a.id = invitation.account_id and (at_door() or works_as('security') and a.member_id is null))
  or exists (select 1 from account a join member m on m.id = a.member_id where a.id = invitation.account_id and in_home(m.home_path)));
