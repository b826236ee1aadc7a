-- What an organisation owes for itself once a year, the sweep and the report upwards, is no member's: it has a table of its own.
-- Duties that a stay begets for an organisation stay in "duty"; lists show both together, once.

create table organization_duty (
  org_path    text collate "C" not null references organization (path),
  kind        text not null,
  period      text not null,
  owed_by     text not null,
  opens_on    date not null,
  due_on      date not null,
  done_on     date,
  note        text,
  clauses     text[] not null,
  profile     text not null,
  account_id  uuid,
  recorded_at timestamptz,
  primary key (org_path, kind, period)
);
create index organization_duty_todo on organization_duty (org_path, due_on) where done_on is null;

alter table organization_duty enable row level security;
create policy scope on organization_duty using (in_scope(org_path));
grant select, insert, update on organization_duty to hongyan_app;
