-- Organisations, accounts and policy are reference tables; every member-owned table carries member_id first in its
-- primary key, so that it can be distributed by it. Sojourns, records and duties repeat the two paths: scope needs no join.

do $$ begin
  if not exists (select from pg_roles where rolname = 'hongyan_app') then create role hongyan_app nologin; end if;
end $$;

create table organization (
  path        text collate "C" primary key check (path ~ '^[0-9]{3}(\.[0-9]{3})*$'),
  name        text not null,
  kind        text not null check (kind in ('organization-department', 'committee', 'branch', 'floating-organization')),
  region_code text,
  phone       text,
  address     text,
  profile     text
);

create table account (
  id                     uuid primary key,
  user_name              text not null,
  normalized_user_name   text not null unique,
  display_name           text not null,
  role                   text not null check (role in ('secretary', 'clerk', 'department', 'member', 'administrator')),
  org_path               text collate "C" references organization (path),
  member_id              uuid,
  email                  text,
  normalized_email       text,
  email_confirmed        boolean not null default false,
  password_hash          text,
  security_stamp         text,
  concurrency_stamp      text,
  phone_number           text,
  phone_number_confirmed boolean not null default false,
  two_factor_enabled     boolean not null default false,
  lockout_end            timestamptz,
  lockout_enabled        boolean not null default true,
  access_failed_count    integer not null default 0
);

create table member (
  id          uuid primary key,
  home_path   text collate "C" not null references organization (path),
  name        text not null,
  sex         text not null check (sex in ('male', 'female')),
  born        date not null,
  id_number   bytea,
  id_tail     text,
  status      text not null check (status in ('full', 'probationary')),
  joined      date,
  probation_ends date,
  category    text not null,
  nation      text,
  education   text,
  phone       text,
  address     text,
  abroad      boolean not null default false,
  rural       boolean not null default false,
  details_on  date,
  left_on     date
);
create index member_home on member (home_path, name);
create index member_name on member (name, born);

-- One number, one person: a reference table of keyed hashes, never of numbers.
create table member_identity (
  hash      bytea primary key,
  member_id uuid not null
);

create table sojourn (
  member_id    uuid not null references member (id),
  id           uuid not null,
  home_path    text collate "C" not null references organization (path),
  host_path    text collate "C" references organization (path),
  host_name    text,
  state        text not null check (state in ('reported', 'away', 'reported-in', 'refused', 'placed', 'returned', 'transferred', 'cancelled')),
  departed_on  date not null,
  ended_on     date,
  reason       text,
  destination  text,
  destination_code text,
  employer     text,
  certificate_number text,
  home_contact text,
  last_contact_on date,
  duties_until date,
  primary key (member_id, id),
  check (ended_on >= departed_on)
);
create index sojourn_home on sojourn (home_path);
create index sojourn_host on sojourn (host_path);
create index sojourn_until on sojourn (duties_until) where ended_on is null;

-- Appended, never changed: a correction names the record it corrects.
create table record (
  member_id   uuid not null,
  id          uuid not null,
  sojourn_id  uuid not null,
  on_date     date not null,
  type        text not null,
  data        jsonb not null,
  org_path    text collate "C",
  account_id  uuid,
  recorded_at timestamptz not null,
  corrects_id uuid,
  home_path   text collate "C" not null,
  host_path   text collate "C",
  primary key (member_id, id),
  foreign key (member_id, sojourn_id) references sojourn (member_id, id)
);
create index record_sojourn on record (member_id, sojourn_id, on_date);

create table duty (
  member_id   uuid not null,
  id          uuid not null,
  sojourn_id  uuid not null,
  kind        text not null,
  period      text,
  owed_by     text not null,
  org_path    text collate "C",
  opens_on    date not null,
  due_on      date not null,
  done_on     date,
  moot_on     date,
  waived_on   date,
  note        text,
  clauses     text[] not null,
  profile     text not null,
  home_path   text collate "C" not null,
  host_path   text collate "C",
  primary key (member_id, id),
  foreign key (member_id, sojourn_id) references sojourn (member_id, id)
);
create unique index duty_once on duty (member_id, sojourn_id, kind, coalesce(period, ''));
create index duty_todo on duty (org_path, due_on) where done_on is null and moot_on is null and waived_on is null;
create index duty_sojourn on duty (member_id, sojourn_id);

create table profile_version (
  code        text not null,
  version     integer not null,
  body        jsonb not null,
  reason      text not null,
  account_id  uuid,
  recorded_at timestamptz not null,
  primary key (code, version)
);

create table audit_entry (
  id          uuid primary key,
  at          timestamptz not null,
  account_id  uuid,
  org_path    text collate "C",
  act         text not null,
  subject     text,
  details     jsonb
);
create index audit_at on audit_entry (at desc);

create table import_draft (
  id          uuid primary key,
  account_id  uuid not null,
  org_path    text collate "C" not null,
  kind        text not null,
  file_name   text not null,
  content     bytea not null,
  mapping     jsonb,
  created_at  timestamptz not null
);

create table setting (
  key   text primary key,
  value text not null
);

-- The second lock. The scope is a half-open range of paths, set with SET LOCAL for each request.
create function in_scope(path text) returns boolean language sql stable as $$
  select path collate "C" >= current_setting('hongyan.lo', true) collate "C"
     and path collate "C" < current_setting('hongyan.hi', true) collate "C"
$$;
create function is_self(member uuid) returns boolean language sql stable as $$
  select member::text = nullif(current_setting('hongyan.member', true), '')
$$;

alter table member enable row level security;
alter table sojourn enable row level security;
alter table record enable row level security;
alter table duty enable row level security;
create policy scope on sojourn using (in_scope(home_path) or in_scope(host_path) or is_self(member_id));
create policy scope on record using (in_scope(home_path) or in_scope(host_path) or is_self(member_id));
create policy scope on duty using (in_scope(home_path) or in_scope(host_path) or is_self(member_id));
create policy scope on member using (
  in_scope(home_path) or is_self(id)
  or exists (select 1 from sojourn where sojourn.member_id = member.id and in_scope(sojourn.host_path)));

grant usage on schema public to hongyan_app;
grant select, insert, update on organization, account, member, member_identity, sojourn to hongyan_app;
grant select, insert on record, profile_version, audit_entry to hongyan_app;
grant select, insert, update, delete on duty, import_draft, setting to hongyan_app;
