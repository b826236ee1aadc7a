-- What passes between this installation and a peer. Numbers and what was answered are kept for good: a repeat gets the first answer.
alter table exchange_peer add column handle_given text; -- what our greeting told it to call itself by; the first handle is read, too
create unique index exchange_peer_given on exchange_peer (handle_given) where handle_given is not null and state <> 'ended';

create table exchange_line (
  peer_id     uuid primary key references exchange_peer (id),
  out_epoch   integer not null default 0,
  out_last    bigint not null default 0,
  out_last_id text,
  out_paused  boolean not null default false,
  in_epoch    integer not null default 0,
  in_applied  bigint not null default 0,
  in_last_id  text,
  in_stopped  boolean not null default false,
  their_applied bigint not null default 0, -- as the peer said it
  their_stopped boolean not null default false
);

-- party_above: the ids of the organisation here that it is from or for, and of all above it. The payload is encrypted with our own key, for the
-- envelope opens with the receiver's only.
create table exchange_sent (
  peer_id     uuid not null references exchange_peer (id),
  number      bigint not null check (number > 0),
  epoch       integer not null,
  id          text not null,
  kind        text not null,
  org_id      uuid not null references organization (id),
  to_org      text,
  case_id     uuid,
  record_id   uuid,
  on_date     date,
  payload     bytea not null,
  envelope    text,
  state       text not null check (state in ('queued', 'sent', 'accepted', 'refused', 'withdrawn')),
  code        text,
  sentence    text,
  queued_at   timestamptz not null,
  sent_at     timestamptz,
  tries       integer not null default 0,
  answered_on date,
  account_id  uuid,
  party_above text[] not null,
  primary key (peer_id, number)
);
create index exchange_sent_above on exchange_sent using gin (party_above);
create index exchange_sent_open on exchange_sent (peer_id, number) where state in ('queued', 'sent');

create table exchange_received (
  peer_id        uuid not null references exchange_peer (id),
  number         bigint not null check (number > 0),
  epoch          integer not null,
  id             text not null,
  previous       text,
  kind           text not null,
  org_id         uuid references organization (id),
  from_org       text,
  on_date        date,
  payload        bytea not null,
  envelope       text not null,
  state          text not null check (state in ('waiting', 'accepted', 'refused')),
  code           text,
  sentence       text,
  answered_on    date,
  received_at    timestamptz not null,
  answer_sent_at timestamptz,
  handled_at     timestamptz, -- somebody did what it asks for
  handled_by     uuid,
  party_above    text[] not null,
  primary key (peer_id, number),
  check ((state = 'waiting') = (answered_on is null))
);
create index exchange_received_above on exchange_received using gin (party_above);
create index exchange_received_unanswered on exchange_received (peer_id, number) where answer_sent_at is null;

alter table exchange_line enable row level security;
alter table exchange_sent enable row level security;
alter table exchange_received enable row level security;
create policy seen on exchange_line for select using (works_as('department') or works_as('clerk'));
create policy begun on exchange_line for insert with check (works_as('department'));
create policy counted on exchange_line for update using (works_as('department') or works_as('clerk'));
create policy parties on exchange_sent for select using (
  (works_as('department') or works_as('clerk')) and party_above @> array[current_setting('hongyan.org', true)]);
create policy queued on exchange_sent for insert with check (
  (works_as('department') or works_as('clerk')) and party_above @> array[current_setting('hongyan.org', true)] and state = 'queued' and is_account(account_id));
create policy parties on exchange_received for select using (
  (works_as('department') or works_as('clerk')) and party_above @> array[current_setting('hongyan.org', true)]);
create policy handled on exchange_received for update using (
  (works_as('department') or works_as('clerk')) and party_above @> array[current_setting('hongyan.org', true)])
  with check (is_account(handled_by));
-- Pages count and queue; what is sealed, opened, judged and answered is the work of commands and jobs.
grant select, insert on exchange_line to hongyan_app;
grant update (out_last, out_last_id) on exchange_line to hongyan_app;
grant select, insert on exchange_sent to hongyan_app;
grant select on exchange_received to hongyan_app;
grant update (handled_at, handled_by) on exchange_received to hongyan_app;
