-- An organisation's own layer has an owner, who alone writes its versions; the layers that came with the product are written by nobody here.
alter table profile_version add column owner text collate "C";
alter table profile_version add check (owner is null or code = 'own-' || owner);

alter table profile_version enable row level security;
create policy seen on profile_version for select using (true); -- policy is for everybody to read
create policy made on profile_version for insert with check (works_as('department') and owner = nullif(current_setting('hongyan.lo', true), ''));
