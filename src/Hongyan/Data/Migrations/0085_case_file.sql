-- Files that are kept with a case: encrypted in parts, so that none is ever whole in memory when it is sent. Only the parties read them,
-- not those above: party holds the ids of their organisations and nothing else.
create table case_file (
  owner_id    uuid not null,
  id          uuid not null,
  case_id     uuid not null,
  name        text not null,
  kind        text not null,
  size        integer not null,
  sha256      text not null,
  account_id  uuid,
  recorded_at timestamptz not null,
  party       text[] not null,
  primary key (owner_id, id),
  foreign key (owner_id, case_id) references "case" (owner_id, id)
);
create index case_file_case on case_file (owner_id, case_id);

create table case_file_part (
  owner_id uuid not null,
  file_id  uuid not null,
  place    integer not null,
  content  bytea not null,
  party    text[] not null,
  primary key (owner_id, file_id, place),
  foreign key (owner_id, file_id) references case_file (owner_id, id)
);

alter table case_file enable row level security;
alter table case_file_part enable row level security;
create policy party on case_file using (party @> array[current_setting('hongyan.org', true)]);
create policy party on case_file_part using (party @> array[current_setting('hongyan.org', true)]);
grant select, insert on case_file, case_file_part to hongyan_app;
