-- Roots of other installations, whose fingerprint two people compared, with the keys they signed and the status lists that came with them.
create table pinned_root (
  id            uuid primary key,
  name          text not null,
  kid           text not null,
  fingerprint   text not null,
  keys          text not null,
  issued_at     timestamptz not null,
  loaded_by     uuid not null,
  loaded_at     timestamptz not null,
  compared_by   uuid,
  compared_at   timestamptz,
  compared_with text,
  ended_by      uuid,
  ended_at      timestamptz,
  check ((compared_by is null) = (compared_at is null) and (ended_by is null) = (ended_at is null)),
  check (compared_by <> loaded_by)
);
create unique index pinned_root_kid on pinned_root (kid) where ended_at is null;

create table pinned_list (
  root_id   uuid not null references pinned_root (id),
  uri       text not null,
  content   text not null,
  issued_at timestamptz not null,
  loaded_by uuid not null,
  loaded_at timestamptz not null,
  primary key (root_id, uri)
);

grant select, insert, update on pinned_root, pinned_list to hongyan_app;
