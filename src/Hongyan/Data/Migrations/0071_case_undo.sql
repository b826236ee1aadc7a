-- A record of a case that another side has acted on is taken back or corrected by two persons: what the first asks names the record by this.
alter table case_record add column asks_id uuid;
create index case_record_asked on case_record (owner_id, case_id) where asks_id is not null;
