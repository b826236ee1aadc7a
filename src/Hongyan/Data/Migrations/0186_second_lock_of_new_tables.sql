-- Roots of other installations are read by whoever checks a certificate, and loaded, compared and ended by departments in their own name.
alter table pinned_root enable row level security;
alter table pinned_list enable row level security;
create policy seen on pinned_root for select using (true);
create policy loaded on pinned_root for insert with check (works_as('department') and is_account(loaded_by) and compared_by is null and ended_by is null);
create policy changed on pinned_root for update using (works_as('department'));
create policy seen on pinned_list for select using (true);
create policy loaded on pinned_list for insert with check (works_as('department') and is_account(loaded_by));
create policy changed on pinned_list for update using (works_as('department')) with check (works_as('department') and is_account(loaded_by));

-- A peer is confirmed by whoever confirms it, in his own name.
alter policy changed on exchange_peer with check (works_as('department') and owner_id::text = current_setting('hongyan.org', true)
  and (state <> 'confirmed' or is_account(confirmed_by)));

-- A contact person decides nothing: he sends no letter, asks for no second person and is none.
alter policy goes_on on dispatch using (in_scope(org_path) and not works_as('contact')) with check (in_scope(org_path) and not works_as('contact'));
alter policy asked on record_ask with check (not works_as('contact') and is_account(asked_by) and in_scope(asked_path) and in_scope(host_path)
  and confirmed_at is null and declined_at is null);
alter policy answered on record_ask using (not works_as('contact') and confirmed_at is null and declined_at is null and in_scope(asked_path));
