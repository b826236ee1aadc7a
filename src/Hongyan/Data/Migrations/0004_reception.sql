-- Reception, and hosts that change. A record and a settled duty keep the host of their time; the present host reads the
-- whole case because the stay is its own, a former host only what lay in its time.

revoke update (host_path) on record from hongyan_app;

create table former_host (
  member_id  uuid not null,
  sojourn_id uuid not null,
  host_path  text collate "C" not null references organization (path),
  home_path  text collate "C" not null,
  until      date not null,
  primary key (member_id, sojourn_id, host_path),
  foreign key (member_id, sojourn_id) references sojourn (member_id, id)
);
create index former_host_path on former_host (host_path);
alter table former_host enable row level security;
create policy scope on former_host using (in_scope(home_path) or in_scope(host_path) or is_self(member_id));
grant select, insert, update on former_host to hongyan_app;

-- Few stays have a former host, so these look into a small table, and only for rows that nothing else shows.
create policy former on sojourn for select using (exists (
  select 1 from former_host f where f.member_id = sojourn.member_id and f.sojourn_id = sojourn.id and in_scope(f.host_path)));
create policy former on member for select using (exists (
  select 1 from former_host f where f.member_id = member.id and in_scope(f.host_path)));

create policy hosted on record for select using (exists (
  select 1 from sojourn s where s.member_id = record.member_id and s.id = record.sojourn_id and in_scope(s.host_path)));
create policy hosted on duty using (exists (
  select 1 from sojourn s where s.member_id = duty.member_id and s.id = duty.sojourn_id and in_scope(s.host_path)));
create policy hosted on certificate using (exists (
  select 1 from sojourn s where s.member_id = certificate.member_id and s.id = certificate.sojourn_id and in_scope(s.host_path)));

-- A branch that refuses hands the stay back to a superior, which lies outside its own scope.
create function is_superior(path text) returns boolean language sql stable as $$
  select starts_with(current_setting('hongyan.lo', true), path || '.')
$$;
create policy handed_back on sojourn for update using (in_scope(host_path)) with check (is_superior(host_path));

-- Who stands at the door of a host is not in its scope. This one door opens to somebody who can say the name and the number
-- of the certificate, or the name and both ends of phone and ID number, and it shows what reception needs.
create function find_arrival(a_name text, a_number text, a_phone_end text, a_id_tail text)
returns table (
  member_id uuid, sojourn_id uuid, name text, sex text, born date, status text, home_path text, home text, home_phone text,
  host_path text, state text, departed_on date, reason text, destination text, employer text, certificate_number text,
  issued_on date, lost_on date)
language sql stable security definer set search_path = public as $$
  select m.id, s.id, m.name, m.sex, m.born, m.status, m.home_path, o.name, o.phone,
         s.host_path, s.state, s.departed_on, s.reason, s.destination, s.employer, s.certificate_number,
         (select max(r.on_date) from record r where r.member_id = m.id and r.sojourn_id = s.id and r.type = 'certificate-issued'),
         (select max(r.on_date) from record r where r.member_id = m.id and r.sojourn_id = s.id and r.type = 'certificate-lost')
  from member m
  join sojourn s on s.member_id = m.id and s.ended_on is null
  join organization o on o.path = m.home_path
  where current_setting('hongyan.lo', true) <> ''
    and m.name = a_name and m.left_on is null
    and (upper(s.certificate_number) = upper(a_number)
      or a_number is null and right(m.phone, 4) = a_phone_end and upper(m.id_tail) = upper(a_id_tail))
  order by s.id limit 2
$$;

-- The same proof, and the stay is the receiving organisation's; who was host before keeps its own time.
create function receive_arrival(a_name text, a_number text, a_phone_end text, a_id_tail text, a_host text, a_today date)
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
  return query select found_one.member_id, found_one.sojourn_id;
end $$;

revoke execute on function find_arrival, receive_arrival from public;
grant execute on function find_arrival, receive_arrival to hongyan_app;
