-- With the birth date, the last characters of an ID number give the whole number away. They are encrypted like the number, and a keyed hash of
-- them finds a person. What is plain until now gets the number zero; the next start encrypts and hashes it.
alter table member
  alter column id_tail type bytea using '\x00'::bytea || convert_to(id_tail, 'UTF8'),
  add column id_end bytea;
create index member_id_end on member (id_end);
create index member_id_end_due on member (id) where id_tail is not null and id_end is null;

drop function find_arrival(text, text, text, text);
create function find_arrival(a_name text, a_number text, a_phone_end text, a_id_end bytea)
returns table (
  member_id uuid, sojourn_id uuid, name text, sex text, born date, status text, home_path text, home text, home_phone text,
  host_path text, state text, departed_on date, reason text, destination text, employer text,
  certificate_number text, certificate_id uuid, issued_on date, valid_until date, lost_on date, replaced_on date, withdrawn_on date)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
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
      or a_number is null and m.phone_tail = a_phone_end and m.id_end = a_id_end)
  order by s.id limit 2;
end $$;

drop function receive_arrival(text, text, text, text, text, date);
create function receive_arrival(a_name text, a_number text, a_phone_end text, a_id_end bytea, a_host text, a_today date)
returns table (member_id uuid, sojourn_id uuid)
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  found_one record;
begin
  if not in_scope(a_host) then raise exception 'the receiving organisation is out of scope' using errcode = '42501'; end if;
  select * into strict found_one from find_arrival(a_name, a_number, a_phone_end, a_id_end);
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
revoke execute on function find_arrival, receive_arrival from public;
grant execute on function find_arrival, receive_arrival to hongyan_app;
