-- Organised life of a branch, and who of its people was called to it and came. A meeting belongs to an organisation and is read by
-- whoever reads one of its lines; a line of the list is owned by the member, and repeats home and the organisation that meets.

create table meeting (
  id           uuid primary key,
  org_path     text collate "C" not null references organization (path),
  kind         text not null check (kind in ('meeting', 'committee-meeting', 'group-meeting', 'lecture', 'party-day', 'life-meeting', 'study')),
  title        text not null,
  on_date      date not null,
  starts_at    time,
  place        text,
  online       boolean not null default false,
  agenda       text,
  code         text not null check (code ~ '^[0-9]{6}$'),
  announced_at timestamptz,
  account_id   uuid,
  cancelled_on date
);
create index meeting_org on meeting (org_path, on_date);

create table attendance (
  member_id   uuid not null references member (id),
  id          uuid not null,
  meeting_id  uuid not null references meeting (id),
  sojourn_id  uuid,
  invited_at  timestamptz,
  read_at     timestamptz,
  state       text not null check (state in ('invited', 'attended', 'excused', 'absent')),
  online      boolean not null default false,
  marked_at   timestamptz,
  account_id  uuid,
  wrong_codes integer not null default 0,
  home_path   text collate "C" not null,
  org_path    text collate "C" not null,
  primary key (member_id, id),
  unique (member_id, meeting_id),
  foreign key (member_id, sojourn_id) references sojourn (member_id, id)
);
create index attendance_meeting on attendance (meeting_id);

alter table meeting enable row level security;
alter table attendance enable row level security;

-- Home reads where its member was called and whether he came; only the organisation that meets, and the member himself, write it.
create policy reading on attendance for select using (in_scope(home_path) or in_scope(org_path) or is_self(member_id));
create policy adding on attendance for insert with check (in_scope(org_path));
create policy marking on attendance for update using (in_scope(org_path) or is_self(member_id));
create policy reading on meeting for select using (
  in_scope(org_path) or exists (select 1 from attendance where attendance.meeting_id = meeting.id));
create policy planning on meeting for insert with check (in_scope(org_path));
create policy changing on meeting for update using (in_scope(org_path));

grant select, insert, update on meeting, attendance to hongyan_app;

-- What home announced, who was told, who read it and what was answered is looked up for a whole branch at once.
create index record_notices on record (home_path, type)
  where type in ('election', 'major-matter', 'notified', 'notice-read', 'opinion-given');
