-- Who reads a record is said in its type: party_above holds the lines of the sides that read it, about_member_id the member whom it is about,
-- from the step on from which he may know. Nobody writes a case because it is about him: this opens reading only.
alter table "case" add column about_member_id uuid;
alter table case_party add column about_member_id uuid;
alter table case_record add column about_member_id uuid;
alter table case_duty add column about_member_id uuid;
create index case_about on "case" (about_member_id) where about_member_id is not null;
create index case_record_about on case_record (about_member_id) where about_member_id is not null;
create policy about on "case" for select using (is_self(about_member_id));
create policy about on case_party for select using (is_self(about_member_id));
create policy about on case_record for select using (is_self(about_member_id));
create policy about on case_duty for select using (is_self(about_member_id));
grant update (about_member_id) on case_record to hongyan_app;

-- What a side may not read still moves the case that it writes to: type, day, side and order, and nothing of what was said.
create function case_unread(a_owner uuid, a_case uuid)
returns table (id uuid, on_date date, type text, side text, recorded_at timestamptz, corrects_id uuid, asks_id uuid)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
#variable_conflict use_column
declare
  me text[] := array[coalesce(current_setting('hongyan.org', true), '')];
begin
  return query
  select r.id, r.on_date, r.type, r.side, r.recorded_at, r.corrects_id, r.asks_id
  from "case" c join case_record r on r.owner_id = c.owner_id and r.case_id = c.id
  where c.owner_id = a_owner and c.id = a_case and c.party_above @> me and not r.party_above @> me;
end $$;
revoke execute on function case_unread from public;
grant execute on function case_unread to hongyan_app;
