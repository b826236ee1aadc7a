-- Keys with which this installation signs and opens what passes between installations: never those of certificates. The private half is
-- encrypted; pages make keys and read the public halves. The oldest signing key names the installation for good.
create table exchange_key (
  kid         text collate "C" primary key,
  use         text not null check (use in ('sig', 'enc')),
  x           text not null,
  y           text not null,
  private_key bytea not null,
  created_at  timestamptz not null,
  retired_on  date
);
create unique index exchange_key_in_use on exchange_key (use) where retired_on is null;

-- Another installation as its card says it, with the state of its case, whose id it has. Nothing in it is about a person.
create table exchange_peer (
  id            uuid primary key,
  owner_id      uuid not null references organization (id),
  installation  text not null,
  name          text not null check (length(name) between 1 and 100),
  division      text,
  address       text,
  profile       text not null,
  signing_x     text not null,
  signing_y     text not null,
  encryption_x  text not null,
  encryption_y  text not null,
  organizations jsonb not null,
  fingerprint   text not null,
  handle_ours   text not null, -- what we call it by, in what it sends
  handle_theirs text not null, -- what it calls us by, in what we send
  state         text not null check (state in ('loaded', 'compared', 'confirmed', 'active', 'frozen', 'ended')),
  loaded_by     uuid,
  compared_by   uuid,
  confirmed_by  uuid,
  loaded_at     timestamptz not null,
  check (confirmed_by is null or (compared_by is not null and confirmed_by <> compared_by and confirmed_by is distinct from loaded_by)),
  check (state not in ('confirmed', 'active') or confirmed_by is not null)
);
create unique index exchange_peer_installation on exchange_peer (installation) where state <> 'ended';
create unique index exchange_peer_handle on exchange_peer (handle_ours) where state <> 'ended';

alter table exchange_key enable row level security;
alter table exchange_peer enable row level security;
create policy seen on exchange_key for select using (works_as('department') or works_as('clerk'));
create policy made on exchange_key for insert with check (works_as('department'));
create policy seen on exchange_peer for select using (works_as('department') or works_as('clerk'));
create policy introduced on exchange_peer for insert with check (works_as('department') and owner_id::text = current_setting('hongyan.org', true)
  and compared_by is null and confirmed_by is null and (loaded_by is null or is_account(loaded_by)));
create policy changed on exchange_peer for update using (works_as('department') and owner_id::text = current_setting('hongyan.org', true));
grant select (kid, use, x, y, created_at, retired_on), insert on exchange_key to hongyan_app;
grant select, insert, update on exchange_peer to hongyan_app;
