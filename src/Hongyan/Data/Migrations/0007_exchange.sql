-- Words between the sides: letters and messages, and who has seen them. Kept from the records, so that what is unread costs no search.
create table exchange (
  member_id      uuid not null,
  id             uuid not null,
  sojourn_id     uuid not null,
  kind           text not null check (kind in ('letter', 'message')),
  topic          text,
  writer         text not null check (writer in ('home', 'host', 'member')),
  on_date        date not null,
  written_at     timestamptz not null,
  home_seen_at   timestamptz,
  host_seen_at   timestamptz,
  member_seen_at timestamptz,
  home_path      text collate "C" not null,
  host_path      text collate "C",
  primary key (member_id, id),
  foreign key (member_id, sojourn_id) references sojourn (member_id, id)
);
create index exchange_home on exchange (home_path, written_at);
create index exchange_host on exchange (host_path, written_at);
create index exchange_home_unread on exchange (home_path) where home_seen_at is null;
create index exchange_host_unread on exchange (host_path) where host_seen_at is null;

alter table exchange enable row level security;
create policy scope on exchange using (in_scope(home_path) or in_scope(host_path) or is_self(member_id));
create policy hosted on exchange for select using (exists (
  select 1 from sojourn s where s.member_id = exchange.member_id and s.id = exchange.sojourn_id and in_scope(s.host_path)));
grant select, insert, update, delete on exchange to hongyan_app;

-- What was written before lists were kept counts as seen.
insert into exchange (member_id, id, sojourn_id, kind, topic, writer, on_date, written_at, home_seen_at, host_seen_at, member_seen_at, home_path, host_path)
select r.member_id, r.id, r.sojourn_id, case r.type when 'feedback' then 'letter' else 'message' end, r.data ->> 'topic', r.data ->> 'from',
       r.on_date, r.recorded_at, r.recorded_at, r.recorded_at, r.recorded_at, r.home_path, r.host_path
from record r
where r.type in ('feedback', 'message') and not exists (select from record later where later.member_id = r.member_id and later.corrects_id = r.id);

-- The day from which seniority counts: the end of probation on which a member was converted.
alter table member add full_since date;

-- Letters of transfer, kept from the records. The committee a letter is addressed to sees the letter, and nothing else of the case.
create table transfer (
  member_id    uuid not null,
  id           uuid not null,
  sojourn_id   uuid not null,
  number       text not null,
  name         text not null,
  from_path    text collate "C" not null references organization (path),
  to_path      text collate "C" references organization (path),
  to_name      text not null,
  rule         text,
  started_on   date,
  letter_on    date not null,
  valid_days   integer not null,
  valid_until  date not null,
  dues_paid_to text,
  voided_on    date,
  received_on  date,
  refused_on   date,
  refusal      text,
  receipt_on   date,
  moved_on     date,
  home_path    text collate "C" not null,
  host_path    text collate "C",
  primary key (member_id, id),
  foreign key (member_id, sojourn_id) references sojourn (member_id, id)
);
create index transfer_home on transfer (home_path, letter_on);
create index transfer_to on transfer (to_path, letter_on);

alter table transfer enable row level security;
create policy scope on transfer using (in_scope(home_path) or in_scope(host_path) or in_scope(to_path) or is_self(member_id));
grant select, insert, update on transfer to hongyan_app;

-- Numbers of letters have no gaps: the row stays locked until the letter is written or given up.
create table letter_counter (
  org_path text collate "C" not null references organization (path),
  year     integer not null,
  last     integer not null,
  primary key (org_path, year)
);
alter table letter_counter enable row level security;
create policy scope on letter_counter using (in_scope(org_path));
grant select, insert, update on letter_counter to hongyan_app;

-- While it acts on a letter addressed to it, the receiving committee writes in the case; the page names the member for that one request.
create function is_received(member uuid) returns boolean language sql stable as $$
  select member::text = nullif(current_setting('hongyan.receiving', true), '')
     and exists (select from transfer t where t.member_id = member and t.voided_on is null and in_scope(t.to_path))
$$;
alter policy scope on sojourn using (in_scope(home_path) or in_scope(host_path) or is_self(member_id) or is_received(member_id));
alter policy scope on record using (in_scope(home_path) or in_scope(host_path) or is_self(member_id) or is_received(member_id));
alter policy scope on duty using (in_scope(home_path) or in_scope(host_path) or is_self(member_id) or is_received(member_id));
alter policy scope on exchange using (in_scope(home_path) or in_scope(host_path) or is_self(member_id) or is_received(member_id));

-- The old home keeps the history of a member whose registration has moved.
alter policy scope on member using (
  in_scope(home_path) or is_self(id) or is_received(id)
  or exists (select 1 from sojourn where sojourn.member_id = member.id and (in_scope(sojourn.home_path) or in_scope(sojourn.host_path))));
