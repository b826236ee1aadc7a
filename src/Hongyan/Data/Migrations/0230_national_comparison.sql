-- 全国系统比对: a file of the national member information system beside what is known here on a day, line by line, with what was decided of each.
-- The organisation that compared and all above it read it.
create table national_comparison (
  org_path    text collate "C" not null references organization (path),
  id          uuid not null,
  side        text not null check (side in ('outflow', 'inflow')),
  on_date     date not null,
  is_whole    boolean not null,
  file_name   text not null check (length(file_name) between 1 and 200),
  counts      jsonb not null,
  compared_by uuid, -- nobody from the command line
  compared_at timestamptz not null,
  primary key (org_path, id)
);
create unique index national_comparison_id on national_comparison (id);

create table national_line (
  org_path      text collate "C" not null,
  comparison_id uuid not null,
  number        integer not null check (number > 0),
  difference    text not null check (difference in ('only-there', 'only-here', 'differs', 'same')),
  fields        text[] not null default '{}',
  branch_path   text collate "C" references organization (path), -- whose member or guest it is; nobody's where he is not known here
  person_id     uuid, -- the line is its organisation's, so that all of a comparison lie together
  sojourn_id    uuid,
  facts         bytea not null, -- encrypted: what both say
  is_registered boolean not null, -- a record here says already that it stands there
  answer        text check (answer in ('taken', 'key-in', 'left', 'task')),
  reason        bytea, -- encrypted
  answered_by   uuid,
  answered_at   timestamptz,
  primary key (org_path, comparison_id, number),
  foreign key (org_path, comparison_id) references national_comparison on delete cascade,
  check ((answer is null) = (answered_at is null)),
  check (answer <> 'left' or reason is not null)
);

-- What somebody has to do for it: key a stay in there, or whatever the text says. It is the task of a branch, which says that it is done.
create table national_task (
  branch_path   text collate "C" not null references organization (path),
  id            uuid not null,
  org_path      text collate "C" not null references organization (path),
  comparison_id uuid,
  side          text not null check (side in ('outflow', 'inflow')),
  kind          text not null check (kind in ('key-in', 'task')),
  person_id     uuid,
  sojourn_id    uuid,
  name          bytea not null, -- encrypted
  content       bytea, -- encrypted
  due_on        date not null,
  made_by       uuid,
  made_at       timestamptz not null,
  done_on       date,
  done_by       uuid,
  primary key (branch_path, id),
  check (kind <> 'key-in' or sojourn_id is not null),
  check (kind <> 'task' or content is not null)
);
create index national_task_open on national_task (branch_path, due_on) where done_on is null;
create index national_task_stay on national_task (sojourn_id) where done_on is null;

-- Whoever decides for an organisation; a contact person does not.
create function decides() returns boolean language sql stable as $$
  select works_as('secretary') or works_as('floating') or works_as('clerk') or works_as('department')
$$;

alter table national_comparison enable row level security;
create policy seen on national_comparison for select using (in_scope(org_path) and decides());
create policy made on national_comparison for insert with check (in_scope(org_path) and decides() and is_account(compared_by));
create policy gone on national_comparison for delete using (in_scope(org_path) and decides());
grant select, insert, delete on national_comparison to hongyan_app;

alter table national_line enable row level security;
create policy seen on national_line for select using (in_scope(org_path) and decides());
create policy made on national_line for insert with check (in_scope(org_path) and decides() and answer is null);
create policy answered on national_line for update using (in_scope(org_path) and decides() and answer is null)
  with check (in_scope(org_path) and decides() and is_account(answered_by));
grant select, insert on national_line to hongyan_app;
grant update (answer, reason, answered_by, answered_at) on national_line to hongyan_app;

alter table national_task enable row level security;
create policy seen on national_task for select using ((in_scope(branch_path) or in_scope(org_path)) and decides());
create policy made on national_task for insert
  with check (in_scope(org_path) and in_scope(branch_path) and decides() and is_account(made_by) and done_on is null);
create policy done on national_task for update using (in_scope(branch_path) and decides() and done_on is null)
  with check (in_scope(branch_path) and decides() and done_on is not null and is_account(done_by));
grant select, insert on national_task to hongyan_app;
grant update (done_on, done_by) on national_task to hongyan_app;
