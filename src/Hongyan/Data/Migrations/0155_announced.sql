-- A guest may be announced before he arrives; until then he is expected, and nowhere counted.
alter table sojourn drop constraint sojourn_state_check;
alter table sojourn add constraint sojourn_state_check check (
  state in ('reported', 'away', 'announced', 'reported-in', 'refused', 'placed', 'returned', 'transferred', 'cancelled', 'left'));

-- As in 0032; who came from elsewhere by a letter of transfer was a guest before, and no member.
create index sojourn_transferred_in on sojourn (member_id) where home_path is null and state = 'transferred';
create or replace function situation_members(a_path text, a_day date) returns table (members bigint)
language plpgsql stable parallel safe security definer set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_custom_plan as $$
declare
  later bigint;
begin
  members := 0;
  if not is_asked_within(a_path) then return next; return; end if;
  select count(*) into members from member m
    where m.home_path >= a_path and m.home_path < a_path || '/' and (m.joined is null or m.joined <= a_day) and (m.left_on is null or m.left_on > a_day);
  select count(*) into later from sojourn s join member m on m.id = s.member_id
    where s.home_path is null and s.state = 'transferred' and s.ended_on > a_day
      and m.home_path >= a_path and m.home_path < a_path || '/' and (m.joined is null or m.joined <= a_day) and (m.left_on is null or m.left_on > a_day);
  members := members - later;
  return next;
end $$;
