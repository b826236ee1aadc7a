-- Whose a contact person's account is, is said anew by the branch for which it works, or by the organisation with which he is placed.
alter policy undone on account_person using (not works_as('contact') and (
  exists (select 1 from member m where m.id = account_person.member_id and in_home(m.home_path))
  or exists (select 1 from appointment a where a.account_id = account_person.account_id and a.role = 'contact' and (in_home(a.org_path)
    or in_scope(a.org_path) and is_placed_with(account_person.member_id, a.org_path)))));
