-- Whatever leads somebody else into an account, or takes an audit administrator away, is asked for by one person and done when another
-- confirms it: a new link, an identity elsewhere, forgotten factors, a closed account, an ended appointment.
alter table link_request add column kind text not null default 'link';
alter table link_request add column provider text;
alter table link_request add column subject text;
alter table link_request add column appointment_id uuid;
alter table link_request add column declined_at timestamptz;
alter table link_request add constraint link_request_kind check (kind in ('link', 'identity', 'factors', 'closing', 'ending'));
alter table link_request add constraint link_request_identity check ((kind = 'identity') = (provider is not null and subject is not null));
alter table link_request add constraint link_request_ending check ((kind = 'ending') = (appointment_id is not null));
alter table link_request add constraint link_request_declined check (declined_at is null or confirmed_at is null);
grant update (declined_at) on link_request to hongyan_app;
drop index link_request_open;
create unique index link_request_open on link_request (account_id, kind) where confirmed_at is null and declined_at is null;

-- What was confirmed for an account by whoever works now, and asked for by another.
create function confirmed_here(account uuid, what text) returns boolean language sql stable as $$
  select exists (select from link_request r where r.account_id = account and r.kind = what and is_account(r.confirmed_by) and not is_account(r.asked_by))
$$;
create function confirmed_appointment(asked uuid) returns boolean language sql stable as $$
  select exists (select from appointment_confirmation c where c.appointment_id = asked)
$$;
create function confirmed_ending(asked uuid) returns boolean language sql stable as $$
  select exists (select from link_request r where r.appointment_id = asked and is_account(r.confirmed_by) and not is_account(r.asked_by))
$$;

-- A branch asks for links of its members' accounts and for nothing else. The owner reads what was confirmed, and confirms nothing.
alter policy asked on link_request with check (is_account(asked_by) and confirmed_at is null and declined_at is null and exists (
  select 1 from account a where a.id = account_id and (
    a.member_id is null and works_as('security') or kind = 'link' and exists (select 1 from member m where m.id = a.member_id and in_home(m.home_path)))));
alter policy confirmed on link_request using (
  is_account(account_id) and confirmed_at is not null
  or not is_account(asked_by) and not is_account(account_id) and exists (select 1 from account a where a.id = account_id and (
    a.member_id is null and confirms_for(a.id)
    or exists (select 1 from member m where m.id = a.member_id and in_home(m.home_path)))));

-- The security administrator sees which identities are linked and ends a link; to make one takes the owner, the door or a second person.
-- Who confirms, and the branch of a member, see that an account is in use.
drop policy own on external_identity;
create policy own on external_identity using (at_door() or is_account(account_id));
create policy seen on external_identity for select using (
  exists (select 1 from account a where a.id = account_id and a.member_id is null and (works_as('security') or confirms_for(a.id)))
  or exists (select 1 from account a join member m on m.id = a.member_id where a.id = account_id and in_home(m.home_path)));
create policy unlinked on external_identity for delete using (
  works_as('security') and exists (select 1 from account a where a.id = account_id and a.member_id is null));
create policy linked on external_identity for insert with check (exists (
  select 1 from link_request r where r.account_id = external_identity.account_id and r.kind = 'identity' and r.provider = external_identity.provider
    and r.subject = external_identity.subject and is_account(r.confirmed_by) and not is_account(r.asked_by)));

-- Factors are their owner's. The security administrator is told whether there are any; a second person's word removes them.
do $$
declare one text;
begin
  foreach one in array array['authenticator', 'recovery_code'] loop
    execute format('alter policy own on %I using (at_door() or is_account(account_id))', one);
  end loop;
end $$;
alter policy own on passkey using (at_door() or is_account(user_id));

create function has_factor(asked uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select works_as('security') and (exists (select from authenticator a where a.account_id = asked) or exists (select from passkey p where p.user_id = asked))
$$;
create function forget_factors(asked uuid, at timestamptz) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if not confirmed_here(asked, 'factors') then
    raise exception 'No second person has confirmed it.' using errcode = 'insufficient_privilege';
  end if;
  delete from authenticator where account_id = asked;
  delete from passkey where user_id = asked;
  delete from recovery_code where account_id = asked;
  update account_session set ended_at = at, factor = null where account_id = asked and ended_at is null;
end $$;
revoke execute on function has_factor, forget_factors from public;
grant execute on function has_factor, forget_factors to hongyan_app;

-- A confirmed appointment of an audit administrator ends by a second person.
alter policy ended on appointment using (works_as('security') and role <> 'member' and (role <> 'audit' or not confirmed_appointment(id)));
create policy ending on appointment for update using (role <> 'member' and confirmed_ending(id));
