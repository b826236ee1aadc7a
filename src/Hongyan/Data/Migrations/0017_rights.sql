-- Where the audit chain begins after entries older than their time were removed: the last of them, sealed, so that what follows it can still
-- be verified and nobody else can move the beginning. Pages neither read nor write it.
create table audit_beginning (
  no         bigint primary key,
  hash       bytea not null,
  removed_at timestamptz not null,
  seal       bytea not null
);

-- A member asks for his data to be put right; his home branch answers within the time.
create table correction_request (
  member_id   uuid not null references member (id),
  id          uuid not null,
  field       text not null check (field in ('name', 'nation', 'education', 'joined', 'phone', 'address', 'other')),
  wish        text not null,
  asked_at    timestamptz not null,
  due_on      date not null,
  answered_at timestamptz,
  outcome     text check (outcome in ('corrected', 'refused')),
  answer      text,
  account_id  uuid,
  home_path   text collate "C" not null,
  primary key (member_id, id),
  check ((answered_at is null) = (outcome is null))
);
create index correction_request_open on correction_request (home_path, due_on) where answered_at is null;

alter table correction_request enable row level security;
create policy seen on correction_request for select using (in_home(home_path) or is_self(member_id));
create policy asked on correction_request for insert with check (is_self(member_id) and answered_at is null);
create policy answered on correction_request for update using (in_home(home_path));
grant select, insert, update on correction_request to hongyan_app;
