-- Once a member has left the branch, the branch for which the account works says anew whose it is, though it sees that member no longer.
alter policy seen on account_person using (is_account(account_id) or exists (select 1 from member m where m.id = account_person.member_id)
  or not works_as('contact') and exists (
    select 1 from appointment a where a.account_id = account_person.account_id and a.role = 'contact' and in_home(a.org_path)));
alter policy undone on account_person using (not works_as('contact') and (
  exists (select 1 from member m where m.id = account_person.member_id and in_home(m.home_path))
  or exists (select 1 from appointment a where a.account_id = account_person.account_id and a.role = 'contact' and in_home(a.org_path))));
