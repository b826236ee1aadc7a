-- Each act says as what and from where, and is sealed into a chain of keyed hashes soon after it is committed.
alter table audit_entry
  add column role         text,
  add column from_address text,
  add column reason       text,
  add column no           bigint unique,
  add column hash         bytea,
  add check ((no is null) = (hash is null));
create index audit_unsealed on audit_entry (at, id) where no is null;
create index audit_subject on audit_entry (subject, at desc);
