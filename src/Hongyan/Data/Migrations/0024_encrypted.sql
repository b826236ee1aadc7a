-- Phones, addresses and what a member wishes corrected are encrypted like ID numbers, and everything encrypted begins with the number of its
-- key. What is plain until now gets the number zero; the next renewal encrypts it (`./run keys renew`, or the server in its next night).
drop index member_phone_tail;
alter table member drop column phone_tail;
alter table member add column phone_tail text collate "C";
update member set phone_tail = right(regexp_replace(phone, '[^0-9]', '', 'g'), 4) where phone is not null;
create index member_phone_tail on member (phone_tail);

alter table member
  alter column phone type bytea using '\x00'::bytea || convert_to(phone, 'UTF8'),
  alter column address type bytea using '\x00'::bytea || convert_to(address, 'UTF8'),
  alter column id_number type bytea using '\x01'::bytea || id_number;
alter table correction_request
  alter column wish type bytea using '\x00'::bytea || convert_to(wish, 'UTF8'),
  alter column answer type bytea using '\x00'::bytea || convert_to(answer, 'UTF8');
update authenticator set secret = '\x01'::bytea || secret;
update signing_key set private_key = '\x01'::bytea || private_key;
update import_draft set content = '\x01'::bytea || content;

-- The door of reception, with the ends of a phone as they are kept now.
create or replace function find_arrival(a_name text, a_number text, a_phone_end text, a_id_tail text)
returns table (
  member_id uuid, sojourn_id uuid, name text, sex text, born date, status text, home_path text, home text, home_phone text,
  host_path text, state text, departed_on date, reason text, destination text, employer text,
  certificate_number text, certificate_id uuid, issued_on date, valid_until date, lost_on date, replaced_on date, withdrawn_on date)
language sql stable security definer set search_path = public as $$
  select m.id, s.id, m.name, m.sex, m.born, m.status, m.home_path, o.name, o.phone,
         s.host_path, s.state, s.departed_on, s.reason, s.destination, s.employer,
         coalesce(s.certificate_number, c.number), c.id, c.issued_on, c.valid_until, c.lost_on, c.replaced_on, c.withdrawn_on
  from member m
  join sojourn s on s.member_id = m.id and s.ended_on is null
  join organization o on o.path = m.home_path
  left join lateral (
    select * from certificate k where k.member_id = s.member_id and k.sojourn_id = s.id
    order by k.number is not distinct from s.certificate_number desc, coalesce(k.issued_on, k.sealed_on) desc nulls last, k.id limit 1) c on true
  where current_setting('hongyan.lo', true) <> ''
    and m.name = a_name and m.left_on is null
    and (upper(s.certificate_number) = upper(a_number)
      or a_number is null and m.phone_tail = a_phone_end and upper(m.id_tail) = upper(a_id_tail))
  order by s.id limit 2
$$;
