-- Party organisations of other installations and of none: a reference table without path, member, account or profile. All staff read it.
create function is_staff() returns boolean language sql stable as $$
  select coalesce(current_setting('hongyan.role', true), '') in ('secretary', 'contact', 'clerk', 'department', 'floating')
$$;

-- key: what equality asks for. Divisions that do not contradict each other are no key of SQL: the application judges them under a lock.
create table outside_organization (
  id             uuid primary key,
  name           text not null check (length(name) between 1 and 100),
  key            text collate "C" not null,
  former         jsonb not null default '[]', -- [{"name", "until"}], the latest last
  former_keys    text[] not null default '{}',
  level          text not null check (level in ('branch', 'general-branch', 'committee', 'organization-department', 'floating-organization', 'other')),
  region_code    text check (region_code ~ '^[0-9]{6}$'),
  region_unknown text,
  superior_id    uuid references outside_organization (id),
  national_code  text check (national_code ~ '^([0-9]{12}|[0-9]{15})$'),
  address        text,
  postcode       text,
  phone          text,
  phone_digits   text,
  no_phone       boolean not null default false, -- none is known, which is said and not left open
  fax            text,
  email          text,
  contact_name   text,
  contact_post   text,
  contact_phone  bytea, -- encrypted
  ways           text[] not null default '{}' check (ways <@ array['paper', 'mail', 'fax', 'telephone', 'exchange']),
  peer           text, -- the other installation, and the organisation in it, for the exchange
  peer_org       text,
  note           text check (length(note) <= 2000),
  last_word_on   date,
  merged_into    uuid references outside_organization (id), -- as outside_act says it
  version        integer not null default 1,
  account_id     uuid,
  org_id         uuid,
  recorded_at    timestamptz not null,
  check ((region_code is null) = (region_unknown is not null)),
  check ((phone is null) = no_phone),
  check (merged_into <> id and superior_id <> id),
  check (not 'exchange' = any(ways) or (peer is not null and peer_org is not null))
);
create unique index outside_organization_code on outside_organization (national_code) where national_code is not null;
create index outside_organization_key on outside_organization (key);
create index outside_organization_former on outside_organization using gin (former_keys);
create index outside_organization_phone on outside_organization (phone_digits) where phone_digits is not null;
create index outside_organization_merged on outside_organization (merged_into) where merged_into is not null;

-- What one person asks for and another one confirms. Rows stay, so that what was confirmed stays as it was.
create table outside_act (
  id           uuid primary key,
  kind         text not null check (kind in ('outside-merged', 'outside-parted')),
  entry_id     uuid not null references outside_organization (id),
  into_id      uuid not null references outside_organization (id),
  undoes_id    uuid references outside_act (id),
  asked_by     uuid not null,
  asked_at     timestamptz not null,
  asked_path   text collate "C" not null,
  reason       text not null check (length(reason) between 1 and 2000),
  confirmed_by uuid,
  confirmed_at timestamptz,
  declined_by  uuid,
  declined_at  timestamptz,
  check (entry_id <> into_id),
  check ((kind = 'outside-parted') = (undoes_id is not null)),
  check (confirmed_by <> asked_by),
  check ((confirmed_by is null) = (confirmed_at is null) and (declined_by is null) = (declined_at is null)),
  check (confirmed_at is null or declined_at is null)
);
create unique index outside_act_open on outside_act (entry_id) where confirmed_at is null and declined_at is null;
create unique index outside_act_undone on outside_act (undoes_id) where undoes_id is not null and declined_at is null;

-- The entry that stands for another one, by the acts that were confirmed.
create view outside_merge with (security_invoker = true) as
  select a.entry_id, a.into_id, a.id as act_id, a.confirmed_at from outside_act a
  where a.kind = 'outside-merged' and a.confirmed_at is not null
    and not exists (select from outside_act p where p.undoes_id = a.id and p.confirmed_at is not null);

-- An organisation outside that is party to a case; the name is kept as it was written then.
alter table case_party add column outside_id uuid references outside_organization (id);
create index case_party_outside on case_party (outside_id) where outside_id is not null;

alter table outside_organization enable row level security;
alter table outside_act enable row level security;
create policy seen on outside_organization for select using (is_staff());
create policy own on outside_organization for select using (exists (
  select 1 from case_party p where p.outside_id = outside_organization.id and p.side = 'home' and is_self(p.about_member_id)));
create policy made on outside_organization for insert with check (merged_into is null and is_account(account_id)
  and (works_as('secretary') or works_as('clerk') or works_as('department') or works_as('floating')));
create policy corrected on outside_organization for update using (works_as('clerk') or works_as('department'))
  with check (merged_into is not distinct from (select m.into_id from outside_merge m where m.entry_id = outside_organization.id));
create policy seen on outside_act for select using (is_staff());
create policy asked on outside_act for insert with check (is_account(asked_by) and in_scope(asked_path)
  and confirmed_at is null and declined_at is null and (works_as('clerk') or works_as('department')));
-- Confirmed by another one of that organisation or above it; taken back by whoever asked.
create policy confirmed on outside_act for update using (confirmed_at is null and declined_at is null and in_scope(asked_path)
  and (works_as('clerk') or works_as('department')))
  with check ((confirmed_at is null or is_account(confirmed_by)) and (declined_at is null or is_account(declined_by)));
grant select, insert, update on outside_organization to hongyan_app;
grant select, insert on outside_act to hongyan_app;
grant update (confirmed_by, confirmed_at, declined_by, declined_at) on outside_act to hongyan_app;
grant select on outside_merge to hongyan_app;

-- The last day on which the organisation itself said something: kept by whoever writes down its word, and only moved on.
create function outside_word(asked uuid, said_on date) returns void
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  update outside_organization set last_word_on = greatest(coalesce(last_word_on, said_on), said_on) where id = asked and is_staff()
$$;
revoke execute on function outside_word from public;
grant execute on function outside_word to hongyan_app;
