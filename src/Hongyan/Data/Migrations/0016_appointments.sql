-- As what somebody works, for which organisation and for how long. A session works in one appointment at a time, so that the
-- scope is one range of paths and the audit log says as what and for whom somebody acted.
create table appointment (
  id         uuid primary key,
  account_id uuid not null references account (id),
  role       text not null check (role in
    ('secretary', 'contact', 'clerk', 'department', 'floating', 'member', 'system', 'security', 'audit')),
  org_path   text collate "C" references organization (path),
  from_on    date not null,
  until_on   date,
  made_by    uuid,
  check ((org_path is not null) = (role in ('secretary', 'contact', 'clerk', 'department', 'floating'))),
  check (until_on >= from_on - 1)
);
create index appointment_account on appointment (account_id);

-- Who was the one administrator looks after accounts from now on, and appoints the other two.
insert into appointment (id, account_id, role, org_path, from_on)
select gen_random_uuid(), id, case role when 'administrator' then 'security' else role end,
       case when role in ('secretary', 'clerk', 'department') then org_path end, current_date
from account
where role in ('member', 'administrator') or org_path is not null;

alter table account drop column role, drop column org_path, add column works_in uuid; -- the appointment he chose last

-- What a session is: who acts, as what, and whether the role serves both sides or the host's alone. Nobody signed in means that the
-- request stands at a door: signing in, an invitation, the set-up.
create function at_door() returns boolean language sql stable as $$
  select coalesce(current_setting('hongyan.account', true), '') = ''
$$;
create function is_account(account uuid) returns boolean language sql stable as $$
  select account::text = nullif(current_setting('hongyan.account', true), '')
$$;
create function works_as(role text) returns boolean language sql stable as $$
  select coalesce(current_setting('hongyan.role', true), '') = role
$$;
create function in_home(path text) returns boolean language sql stable as $$
  select coalesce(current_setting('hongyan.role', true), '') <> 'floating'
     and path collate "C" >= current_setting('hongyan.lo', true) collate "C"
     and path collate "C" < current_setting('hongyan.hi', true) collate "C"
$$;

-- Whoever heads an organisation of floating members serves the host's side: being below somebody's registration shows him nothing.
do $$
declare one record;
begin
  for one in select tablename, policyname, qual, with_check from pg_policies where schemaname = 'public'
  loop
    if one.qual ~ 'in_scope\((\w+\.)?home_path\)' then
      execute format('alter policy %I on %I using (%s)', one.policyname, one.tablename,
        regexp_replace(one.qual, 'in_scope\(((?:\w+\.)?home_path)\)', 'in_home(\1)', 'g'));
    end if;
  end loop;
end $$;

-- A host that was given the stay later reads the whole case, whatever table keeps it; a former host keeps what lay in its time.
create policy hosted on transfer for select using (exists (
  select 1 from sojourn s where s.member_id = transfer.member_id and s.id = transfer.sojourn_id and in_scope(s.host_path)));
create policy hosted on attendance for select using (exists (
  select 1 from sojourn s where s.member_id = attendance.member_id and s.id = attendance.sojourn_id and in_scope(s.host_path)));

-- Accounts of staff are known by name to all who work together. A member's account is seen by himself and by those who see the member;
-- at the door by whoever knows its name. Only the security administrator, a door, and a branch for its own members make accounts.
alter table account enable row level security;
create policy seen on account for select using (
  member_id is null or at_door() or is_account(id) or is_self(member_id) or exists (select 1 from member m where m.id = account.member_id));
create policy made on account for insert with check (
  at_door() or works_as('security') and member_id is null or exists (select 1 from member m where m.id = account.member_id and in_home(m.home_path)));
create policy changed on account for update using (
  at_door() or is_account(id) or works_as('security') and member_id is null
  or exists (select 1 from member m where m.id = account.member_id and in_home(m.home_path)));

alter table appointment enable row level security;
create policy seen on appointment for select using (exists (select 1 from account a where a.id = appointment.account_id));
create policy made on appointment for insert with check (
  works_as('security') and role <> 'member' or at_door() and role = 'security'
  or role = 'member' and exists (select 1 from account a join member m on m.id = a.member_id where a.id = appointment.account_id and in_home(m.home_path)));
create policy ended on appointment for update using (works_as('security') and role <> 'member');
grant select, insert on appointment to hongyan_app;
grant update (until_on) on appointment to hongyan_app;

alter table invitation enable row level security;
create policy seen on invitation using (exists (select 1 from account a where a.id = invitation.account_id
  and (at_door() or works_as('security') and a.member_id is null
    or exists (select 1 from member m where m.id = a.member_id and in_home(m.home_path)))));

-- How somebody signs in belongs to his account: himself, the door, and the security administrator who ends or removes it.
do $$
declare one text;
begin
  foreach one in array array['authenticator', 'recovery_code', 'account_session', 'external_identity'] loop
    execute format('alter table %I enable row level security', one);
    execute format('create policy own on %I using (at_door() or is_account(account_id)
      or works_as(''security'') and exists (select 1 from account a where a.id = account_id))', one);
  end loop;
end $$;
alter table passkey enable row level security;
create policy own on passkey using (at_door() or is_account(user_id) or works_as('security') and exists (select 1 from account a where a.id = passkey.user_id));
update setting set value = replace(value, 'administrator', 'audit,security,system') where key = 'second-factor';

-- Names of accounts are unique across all; whether one is taken is all that is told.
create function user_name_taken(name text) returns boolean language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select 1 from account where normalized_user_name = name)
$$;

-- One number, one person: whose it is may be asked of a hash, never listed.
alter table member_identity enable row level security;
create policy scope on member_identity using (exists (select 1 from member m where m.id = member_identity.member_id));
create function known_identities(asked bytea[]) returns setof member_identity
language sql stable security definer set search_path = public, pg_temp as $$
  select * from member_identity where hash = any(asked)
$$;
alter table certificate_number enable row level security;
create policy scope on certificate_number using (exists (select 1 from member m where m.id = certificate_number.member_id));
create function known_certificate(asked text) returns setof certificate_number
language sql stable security definer set search_path = public, pg_temp as $$
  select * from certificate_number where number = asked
$$;

-- A draft holds a roster: it is its owner's alone. What is a day old goes, whoever left it.
alter table import_draft enable row level security;
create policy own on import_draft using (is_account(account_id));
create function forget_drafts(before timestamptz) returns void language sql security definer set search_path = public, pg_temp as $$
  delete from import_draft where created_at < before
$$;

revoke execute on function user_name_taken, known_identities, known_certificate, forget_drafts from public;
grant execute on function user_name_taken, known_identities, known_certificate, forget_drafts to hongyan_app;

-- The log is written by all, and read by the auditor and, about himself, the member.
alter table audit_entry add column member_id uuid;
create index audit_member on audit_entry (member_id, at desc) where member_id is not null;
alter table audit_entry enable row level security;
create policy written on audit_entry for insert with check (true);
create policy read on audit_entry for select using (
  works_as('audit') or is_self(member_id) or is_account(account_id) and act = 'arrival-not-found'); -- reception counts its own failures

-- Pages sign in as this role, so that nothing they say can lead back to the owner's.
do $$ begin
  alter role hongyan_app login;
exception when insufficient_privilege then
  raise notice 'hongyan_app may not sign in by itself: pages switch to it in each transaction';
end $$;
