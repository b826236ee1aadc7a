-- A stay that two installations know of, each by its own id: home sent word of it, and a person at the host said who it is. person_id is the member here.
create table exchange_shared (
  peer_id      uuid not null references exchange_peer (id),
  case_id      uuid not null,
  person_id    uuid not null,
  side         text not null check (side in ('home', 'host')), -- ours
  theirs       text,           -- its id there; nothing until the host has said who it is
  org_id       uuid not null references organization (id),
  their_org    text not null,
  matched_at   timestamptz,
  matched_by   uuid,
  unmatched_on date,
  party_above  text[] not null,
  primary key (peer_id, case_id)
);
create index exchange_shared_above on exchange_shared using gin (party_above);
create index exchange_shared_case on exchange_shared (case_id);
alter table exchange_shared enable row level security;
create policy parties on exchange_shared for select using (
  (works_as('department') or works_as('clerk')) and party_above @> array[current_setting('hongyan.org', true)]);
create policy begun on exchange_shared for insert with check (
  (works_as('department') or works_as('clerk')) and party_above @> array[current_setting('hongyan.org', true)]
  and (matched_by is null or is_account(matched_by)));
create policy changed on exchange_shared for update using (
  (works_as('department') or works_as('clerk')) and party_above @> array[current_setting('hongyan.org', true)]);
grant select, insert on exchange_shared to hongyan_app;
grant update (their_org, org_id, party_above, theirs, matched_at, matched_by, unmatched_on) on exchange_shared to hongyan_app;

insert into exchange_shared (peer_id, case_id, person_id, side, org_id, their_org, party_above)
select s.peer_id, s.case_id, j.member_id, 'home', s.org_id, s.to_org, s.party_above
from exchange_sent s join sojourn j on j.id = s.case_id where s.kind = 'departure-notice' and s.to_org is not null and s.state <> 'refused'
on conflict do nothing;
