-- What one person records of a guest and another one has to confirm before it holds: that he is no member, a refusal although he showed a
-- certificate, and taking any of these back. The content is encrypted; rows stay, so that what was confirmed stays as it was.
create table record_ask (
  owner_id     uuid not null,
  id           uuid not null, -- of the record to be
  case_id      uuid not null,
  type         text not null,
  on_date      date not null,
  data         bytea not null,
  corrects_id  uuid,
  host_path    text collate "C" not null,
  asked_by     uuid not null,
  asked_at     timestamptz not null,
  asked_path   text collate "C" not null,
  confirmed_by uuid,
  confirmed_at timestamptz,
  declined_by  uuid,
  declined_at  timestamptz,
  primary key (owner_id, id),
  foreign key (owner_id, case_id) references sojourn (member_id, id),
  check (confirmed_by <> asked_by),
  check ((confirmed_by is null) = (confirmed_at is null) and (declined_by is null) = (declined_at is null)),
  check (confirmed_at is null or declined_at is null)
);
create unique index record_ask_open on record_ask (owner_id, case_id) where confirmed_at is null and declined_at is null;
create index record_ask_path on record_ask (asked_path) where confirmed_at is null and declined_at is null;
alter table record_ask enable row level security;
create policy seen on record_ask for select using (in_scope(host_path) or in_scope(asked_path));
create policy asked on record_ask for insert with check (
  is_account(asked_by) and in_scope(asked_path) and in_scope(host_path) and confirmed_at is null and declined_at is null);
-- Confirmed by another one of that organisation or above it; taken back by whoever asked.
create policy answered on record_ask for update using (confirmed_at is null and declined_at is null and in_scope(asked_path))
  with check ((confirmed_at is null or is_account(confirmed_by)) and (declined_at is null or is_account(declined_by)));
grant select, insert on record_ask to hongyan_app;
grant update (confirmed_by, confirmed_at, declined_by, declined_at) on record_ask to hongyan_app;

-- Who confirmed a record that holds by two. Of a home's denial no row is written without him, by whatever way it comes.
alter table record add column second_id uuid;
alter table record add constraint record_of_two check (second_id <> account_id);
alter table record add constraint record_denies_by_two check (
  case_kind <> 'sojourn' or second_id is not null or not (
    type = 'home-answered' and data->>'what' = 'membership' and data->>'answer' = 'no' or type = 'left-host' and data->>'reason' = 'no-member')) not valid;
create policy second on record as restrictive for insert with check (second_id is null or is_account(second_id) and exists (
  select from record_ask a where a.owner_id = record.owner_id and a.id = record.id and a.asked_by = record.account_id and is_account(a.confirmed_by)));
