-- A contact person of an organisation of floating members is one of those placed with it: it says which, like a branch of its own members.
create function is_placed_with(member uuid, org text) returns boolean language sql stable as $$
  select exists (select 1 from sojourn s join organization o on o.path = s.host_path
    where s.member_id = member and s.host_path = org and s.state = 'placed' and s.ended_on is null and o.kind = 'floating-organization')
$$;
grant execute on function is_placed_with(uuid, text) to hongyan_app;
alter policy named on account_person with check (
  not works_as('contact') and exists (select 1 from member m where m.id = account_person.member_id)
  and exists (select 1 from appointment a where a.account_id = account_person.account_id and a.role = 'contact' and in_scope(a.org_path)
    and (is_placed_with(account_person.member_id, a.org_path)
      or in_home(a.org_path) and exists (select 1 from member m where m.id = account_person.member_id and in_home(m.home_path)))));
alter policy undone on account_person using (
  not works_as('contact') and (exists (select 1 from member m where m.id = account_person.member_id and in_home(m.home_path))
    or exists (select 1 from appointment a where a.account_id = account_person.account_id and a.role = 'contact' and in_scope(a.org_path)
      and is_placed_with(account_person.member_id, a.org_path))));
