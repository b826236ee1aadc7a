-- Work beside the pages: what was asked for, how far it is and what became of it. A failure stays with its reason until a person restarts it.
-- A schedule has one row, that of its last turn.
create table background_job (
  id         uuid primary key,
  kind       text not null,
  scheduled  boolean not null default false,
  org_path   text collate "C",
  account_id uuid,
  state      text not null check (state in ('waiting', 'running', 'done', 'failed', 'stopped')),
  input      jsonb,
  result     jsonb,
  total      integer not null default 0,
  completed  integer not null default 0,
  asked_at   timestamptz not null,
  started_at timestamptz,
  ended_at   timestamptz,
  failed_at  timestamptz,
  reason     text
);
create unique index background_job_schedule on background_job (kind) where scheduled;
create index background_job_left on background_job (asked_at) where state in ('waiting', 'running', 'failed');

-- Pages ask for jobs and look at them; only the runner, as the owner, changes them.
alter table background_job enable row level security;
create policy seen on background_job for select using (is_account(account_id) or in_scope(org_path) or works_as('system'));
create policy asked on background_job for insert with check (state = 'waiting' and not scheduled and (is_account(account_id) or in_scope(org_path)));
grant select, insert on background_job to hongyan_app;

-- Recomputations were kept among the settings.
insert into background_job (id, kind, state, input, asked_at)
select (value::jsonb ->> 'Id')::uuid, 'RecomputationJob', 'waiting',
       jsonb_build_object('Code', value::jsonb -> 'Code', 'Path', value::jsonb -> 'Path'), (value::jsonb ->> 'BegunAt')::timestamptz
from setting where key like 'recomputation:%' and not (value::jsonb ->> 'Finished')::boolean;
delete from setting where key like 'recomputation:%';

-- How far a report of problems is stands with its job.
insert into background_job (id, kind, org_path, state, asked_at)
select id, 'ProblemReportJob', org_path, 'waiting', begun_at from situation_telling where told_at is null;
alter table situation_telling drop column done;
