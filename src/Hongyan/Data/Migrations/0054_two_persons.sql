-- Nobody makes himself a way in: an appointment holds when a second person has confirmed it, and an account in use gets a new link only
-- when a second person has confirmed that. Rows are only added, so that what was confirmed stays as it was.

create table appointment_confirmation (
  appointment_id uuid primary key references appointment (id),
  confirmed_by   uuid, -- nobody: it was there before two persons were asked for, or the first set-up made it
  confirmed_at   timestamptz not null
);
insert into appointment_confirmation select id, null, now() from appointment;

alter table appointment_confirmation enable row level security;
create policy seen on appointment_confirmation for select using (exists (select 1 from appointment p where p.id = appointment_id));
-- A member's own account is his branch's to make. The first administrators confirm each other at the set-up.
create policy made on appointment_confirmation for insert with check (exists (
  select 1 from appointment p where p.id = appointment_id and (
    p.role = 'member'
    or at_door() and p.role in ('security', 'audit')
    or is_account(confirmed_by) and not is_account(p.account_id) and not is_account(p.made_by)
       and (works_as('audit') or works_as('department') and in_scope(p.org_path)))));
grant select, insert on appointment_confirmation to hongyan_app;

alter policy made on appointment with check (
  works_as('security') and role <> 'member' or at_door() and role in ('security', 'audit')
  or role = 'member' and exists (select 1 from account a join member m on m.id = a.member_id where a.id = appointment.account_id and in_home(m.home_path)));

create table link_request (
  id           uuid primary key,
  account_id   uuid not null references account (id),
  asked_by     uuid not null,
  asked_at     timestamptz not null,
  reason       text not null,
  confirmed_by uuid,
  confirmed_at timestamptz,
  told_at      timestamptz, -- when the owner of the account has read that somebody gave him a new link
  check (confirmed_by <> asked_by)
);
create unique index link_request_open on link_request (account_id) where confirmed_at is null;

alter table link_request enable row level security;
create policy seen on link_request for select using (is_account(account_id) or exists (select 1 from account a where a.id = account_id and (
  a.member_id is null and (works_as('security') or works_as('audit') or works_as('department'))
  or exists (select 1 from member m where m.id = a.member_id and in_home(m.home_path)))));
create policy asked on link_request for insert with check (is_account(asked_by) and confirmed_at is null and exists (
  select 1 from account a where a.id = account_id and (
    a.member_id is null and works_as('security') or exists (select 1 from member m where m.id = a.member_id and in_home(m.home_path)))));
create policy confirmed on link_request for update using (
  is_account(account_id) or not is_account(asked_by) and exists (select 1 from account a where a.id = account_id and (
    a.member_id is null and (works_as('audit') or works_as('department'))
    or exists (select 1 from member m where m.id = a.member_id and in_home(m.home_path)))));
grant select, insert on link_request to hongyan_app;
grant update (confirmed_by, confirmed_at, told_at) on link_request to hongyan_app;

-- Whoever confirms hands over the link, and with it the old password ends.
create policy confirming on account for update using ((works_as('audit') or works_as('department')) and member_id is null);
create policy confirming on invitation using ((works_as('audit') or works_as('department')) and exists (
  select 1 from account a where a.id = invitation.account_id and a.member_id is null));

create or replace function session_held(asked uuid, of_account uuid, stamp text, held uuid, today date)
returns table (started_at timestamptz, seen_at timestamptz, factor text, rule text)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select s.started_at, s.seen_at, s.factor, (select value from setting where key = 'second-factor')
  from account_session s join account a on a.id = s.account_id
  where s.id = asked and s.ended_at is null and a.id = of_account and a.security_stamp = stamp and a.disabled_at is null
    and (held is null or exists (
      select 1 from appointment p join appointment_confirmation c on c.appointment_id = p.id
      where p.id = held and p.account_id = a.id and p.from_on <= today and (p.until_on is null or p.until_on >= today)))
$$;

-- What an installation still needs before work begins, as yes and no: each administrator is told without seeing members.
create function first_steps() returns table (has_audit boolean, has_system boolean, has_department boolean, has_organizations boolean,
  has_members boolean, has_staff boolean, has_numbers boolean)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select held.audit, held.system, held.department, (select count(*) > 1 from organization), exists (select from member), held.staff, exists (select from certificate_range)
  from (
    select coalesce(bool_or(p.role = 'audit'), false) as audit, coalesce(bool_or(p.role = 'system'), false) as system,
           coalesce(bool_or(p.role = 'department'), false) as department, coalesce(bool_or(p.role in ('secretary', 'clerk', 'contact', 'floating')), false) as staff
    from appointment p join appointment_confirmation c on c.appointment_id = p.id) held
$$;
revoke execute on function first_steps from public;
grant execute on function first_steps to hongyan_app;
