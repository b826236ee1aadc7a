-- A department confirms new links only for accounts whose every appointment lies below it; all others are for the audit administrator.
create function confirms_for(account uuid) returns boolean language sql stable as $$
  select works_as('audit') or works_as('department')
    and exists (select from appointment p where p.account_id = account)
    and not exists (select from appointment p where p.account_id = account and (p.org_path is null or not in_scope(p.org_path)))
$$;

alter policy seen on link_request using (is_account(account_id) or exists (select 1 from account a where a.id = account_id and (
  a.member_id is null and (works_as('security') or confirms_for(a.id))
  or exists (select 1 from member m where m.id = a.member_id and in_home(m.home_path)))));
alter policy confirmed on link_request using (
  is_account(account_id) or not is_account(asked_by) and exists (select 1 from account a where a.id = account_id and (
    a.member_id is null and confirms_for(a.id)
    or exists (select 1 from member m where m.id = a.member_id and in_home(m.home_path)))));
alter policy confirming on account using (member_id is null and confirms_for(id));
alter policy confirming on invitation using (exists (
  select 1 from account a where a.id = invitation.account_id and a.member_id is null and confirms_for(a.id)));

-- Everybody reads the organisations; who changes one, or which policy it follows, works at or above it.
alter table organization enable row level security;
create policy seen on organization for select using (true);
create policy made on organization for insert with check (at_door() or in_scope(path));
create policy changed on organization for update using (in_scope(path));

-- A contact person registers nobody, and nobody writes in another's name.
alter policy written on membership_record with check (
  not works_as('contact') and (account_id is null or is_account(account_id))
  and exists (select from member m where m.id = membership_record.member_id and in_home(m.home_path)));
