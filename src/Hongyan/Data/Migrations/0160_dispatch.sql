-- 发文登记: what an organisation sends to the other side of a stay that lies outside. A number is given once and stays, also of a letter that was
-- withdrawn. Its organisation writes it, and all above read it.
create table dispatch (
  org_path    text collate "C" not null references organization (path),
  id          uuid not null,
  year        integer not null,
  number      integer not null check (number > 0),
  kind        text not null check (kind in (
    'asking', 'reminder', 'reminder-superior', 'telling', 'feedback', 'opinion-given', 'introduction', 'opinion-asked', 'answering')),
  what        text[] not null default '{}',
  person_id   uuid not null, -- the member; the register is its organisation's, so that rows and numbers lie together
  sojourn_id  uuid not null,
  period      text,
  outside_id  uuid references outside_organization (id),
  to_name     text not null check (length(to_name) between 1 and 200),
  content     bytea not null, -- encrypted
  people      integer not null default 1 check (people > 0),
  sheets      integer not null default 1 check (sheets between 1 and 999),
  drafted_on  date not null,
  drafted_by  uuid not null,
  recorded_at timestamptz not null,
  state       text not null default 'drafted' check (state in ('drafted', 'sent', 'delivered', 'answered', 'returned', 'lost', 'withdrawn')),
  state_on    date not null,
  way         text check (way in ('post', 'registered', 'express', 'confidential', 'fax', 'mail', 'in-person', 'envelope')),
  tracking    text check (length(tracking) <= 60),
  sent_on     date,
  sent_by     uuid,
  record_id   uuid, -- what was recorded of the stay when it left, and when the slip came back
  answer_id   uuid,
  answered_on date,
  signer      text check (length(signer) <= 60),
  remark      text check (length(remark) <= 200),
  slip_code   bytea not null check (octet_length(slip_code) = 16),
  slip_number text collate "C" not null check (slip_number ~ '^[A-HJ-NP-Z2-9]{10}$'),
  primary key (org_path, id),
  check ((way is null) = (sent_on is null)),
  check (state in ('drafted', 'withdrawn') = (sent_on is null))
);
create unique index dispatch_number on dispatch (org_path, year, number);
create index dispatch_slip on dispatch (slip_code);
create index dispatch_slip_number on dispatch (slip_number);
create index dispatch_sojourn on dispatch (person_id, sojourn_id);

alter table dispatch enable row level security;
create policy seen on dispatch for select using (in_scope(org_path));
create policy made on dispatch for insert with check (org_path = current_setting('hongyan.lo', true) and is_account(drafted_by) and state = 'drafted'
  and (works_as('secretary') or works_as('clerk') or works_as('department') or works_as('floating')));
-- A committee that strikes a record of its branch takes back what the letter had done.
create policy goes_on on dispatch for update using (in_scope(org_path)) with check (in_scope(org_path));
grant select, insert on dispatch to hongyan_app;
grant update (content, sheets, state, state_on, way, tracking, sent_on, sent_by, record_id, answer_id, answered_on, signer, remark)
  on dispatch to hongyan_app;

-- Whose slip it is, for whoever holds it: where to send it and nothing else. Its ten characters are told to staff only, for they can be guessed.
create function slip_sender(a_code bytea, a_number text) returns table (name text, address text, postcode text, phone text)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select o.name, o.address, o.postcode, o.phone from dispatch d join organization o on o.path = d.org_path
  where d.sent_on is not null and (d.slip_code = a_code or (is_staff() and d.slip_number = a_number)) limit 1
$$;
revoke execute on function slip_sender from public;
grant execute on function slip_sender to hongyan_app;
