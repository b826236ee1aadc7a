-- As in 0146; a number alone ends nobody's stay elsewhere. Another row with the same ID number counts only where it has the same name and the
-- present stay records that the ID document was seen.
create or replace function guest_elsewhere(a_member uuid, a_host text, a_until date) returns table (member_id uuid, sojourn_id uuid)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
#variable_conflict use_column
declare
  is_seen boolean;
begin
  if not in_scope(a_host) or not exists (
    select from sojourn s where s.member_id = a_member and s.home_path is null and in_scope(s.host_path)) then return; end if;
  is_seen := exists (
    select from record r join sojourn t on t.member_id = r.owner_id and t.id = r.case_id
    where r.owner_id = a_member and t.home_path is null and t.ended_on is null and in_scope(t.host_path)
      and r.type in ('reported-in', 'identity-learned') and r.data ->> 'document' = 'seen'
      and not exists (select from record later where later.owner_id = r.owner_id and later.corrects_id = r.id));
  return query
  select s.member_id, s.id from sojourn s
  where s.home_path is null and s.ended_on is null and not in_line(s.host_path, a_host) and coalesce(s.host_from, s.departed_on) <= a_until
    and (s.member_id = a_member or (is_seen and s.member_id in (
      select o.member_id from guest_number g join guest_number o on o.hash = g.hash
      join member p on p.id = g.member_id join member q on q.id = o.member_id
      where g.member_id = a_member and q.name = p.name)))
  order by s.id;
end $$;
