-- What was registered or changed by hand about a member himself. Appended, never changed; who may read the member at home may read it.
create table membership_record (
  member_id   uuid not null references member (id),
  id          uuid not null,
  type        text not null check (type in ('registered', 'basic-data-changed')),
  field       text check (field in ('sex', 'born', 'nation', 'education', 'joined', 'phone', 'address', 'migrantWorker')),
  on_date     date not null,
  data        bytea not null,
  org_path    text collate "C",
  account_id  uuid,
  recorded_at timestamptz not null,
  primary key (member_id, id),
  check ((type = 'basic-data-changed') = (field is not null))
);
create index membership_record_recorded on membership_record (recorded_at);

-- By the member's present home: the history moves with him.
alter table membership_record enable row level security;
create policy seen on membership_record for select
  using (is_self(member_id) or exists (select from member m where m.id = membership_record.member_id and in_home(m.home_path)));
create policy written on membership_record for insert
  with check (exists (select from member m where m.id = membership_record.member_id and in_home(m.home_path)));
grant select, insert on membership_record to hongyan_app;

-- A member can ask for every field that his branch can change.
alter table correction_request drop constraint correction_request_field_check;
alter table correction_request add constraint correction_request_field_check
  check (field in ('name', 'sex', 'born', 'nation', 'education', 'joined', 'phone', 'address', 'migrantWorker', 'other'));
