-- Names sort by how they are read, where the server knows that.
do $$ begin
  create collation hongyan_name (provider = icu, locale = 'zh');
exception when others then
  create collation hongyan_name from "C";
end $$;

-- What lists and searches ask first. Row-level security lets an index answer only what cannot leak a row: ranges and equality of
-- plain columns, so the ends that people search by are columns of their own.
alter table member add column phone_tail text collate "C" generated always as (right(regexp_replace(phone, '[^0-9]', '', 'g'), 4)) stored;
create index member_phone_tail on member (phone_tail);
create index member_probation on member (probation_ends) where status = 'probationary';
create index sojourn_certificate on sojourn (certificate_number collate "C");
create index sojourn_home_open on sojourn (home_path, departed_on) where ended_on is null;
create index sojourn_host_open on sojourn (host_path, departed_on) where ended_on is null;
create index duty_home_kind on duty (kind, home_path) where done_on is null and moot_on is null and waived_on is null;
create index duty_host_kind on duty (kind, host_path) where done_on is null and moot_on is null and waived_on is null;
