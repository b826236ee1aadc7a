-- A guest's home stands in his stay: he reads its entry, and those that stand for it after every merging. A function of the owner, for the policy
-- of a table cannot ask that table again.
create function own_homes_outside() returns uuid[] language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  with recursive line as (
    select s.home_outside as id from sojourn s where s.home_outside is not null and is_self(s.member_id)
    union select o.merged_into from outside_organization o join line l on o.id = l.id where o.merged_into is not null)
  select coalesce(array_agg(id), '{}') from line
$$;
revoke execute on function own_homes_outside from public;
grant execute on function own_homes_outside to hongyan_app;
alter policy own on outside_organization using (not is_staff() and id = any(own_homes_outside()));
