-- After a restore nothing is sent until both sides agree from which number it goes on. Role "asks": this installation was restored; "asked": the peer was.
create table exchange_resync (
  peer_id       uuid not null references exchange_peer (id),
  role          text not null check (role in ('asks', 'asked')),
  nonce         text not null,
  state         text not null check (state in ('begun', 'proposed', 'confirmed', 'done')),
  our_applied   bigint not null,  -- how far the side that was restored is with what the other one sent
  our_answered  bigint not null,  -- up to where it knows the answers to what it sent itself
  held_epoch    integer,          -- what the receiver holds, as it signed it
  held_applied  bigint,
  held_last_id  text,
  held_highest  bigint,
  next_epoch    integer,          -- what is proposed: another epoch, and numbers that neither has seen
  next_first    bigint,
  begun_at      timestamptz not null,
  seen_by       uuid,
  confirmed_by  uuid,
  primary key (peer_id, role),
  check (confirmed_by is null or (seen_by is not null and confirmed_by <> seen_by))
);
alter table exchange_resync enable row level security;
create policy seen on exchange_resync for select using (works_as('department') or works_as('clerk'));
create policy begun on exchange_resync for insert with check (works_as('department') and confirmed_by is null and is_account(seen_by));
create policy changed on exchange_resync for update using (works_as('department')
  and exists (select 1 from exchange_peer p where p.id = peer_id and p.owner_id::text = current_setting('hongyan.org', true)));
create policy begun_anew on exchange_resync for delete using (works_as('department') and state = 'done');
grant select, insert, update, delete on exchange_resync to hongyan_app;

-- What came back from a peer that holds what a restore lost: it was sent before the restore, by nobody whom this database knows.
alter table exchange_sent add column is_from_before boolean not null default false;
-- A withdrawn message took effect and counts no more; both stay.
alter table exchange_received add column withdrawn_by bigint;
alter table exchange_received add column record_id uuid;
