-- Scans are kept where files of cases are, encrypted in parts. That of a stay is seen as the records of the stay are: by its two paths; one of a letter
-- says which letter. The owner of a stay is the member, and a stay is no row of "case", so the key to it goes, as it went from record.
alter table case_file drop constraint case_file_owner_id_case_id_fkey;
alter table case_file
  add column home_path text collate "C", add column host_path text collate "C", add column dispatch_id uuid,
  add constraint case_file_seen_one_way check ((party = '{}') = (coalesce(home_path, host_path) is not null));
alter table case_file_part
  add column home_path text collate "C", add column host_path text collate "C",
  add constraint case_file_part_seen_one_way check ((party = '{}') = (coalesce(home_path, host_path) is not null));
create index case_file_dispatch on case_file (owner_id, dispatch_id) where dispatch_id is not null;
create policy stays on case_file using (in_scope(home_path) or in_scope(host_path));
create policy stays on case_file_part using (in_scope(home_path) or in_scope(host_path));
