-- The contact persons of a stay as members, beside their names; stays whose contact person is only a name keep the name.
alter table sojourn add column home_contact_id uuid, add column host_contact text, add column host_contact_id uuid;

-- A number passes to another certificate of the same member when the records no longer tell the one that had it: a seal that was struck
-- and made anew, or an issue that was typed before its seal.
create function move_certificate_number(moved text, owner_id uuid, certificate uuid) returns void
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  update public.certificate_number set certificate_id = certificate where number = moved and member_id = owner_id
$$;
revoke execute on function move_certificate_number(text, uuid, uuid) from public;
grant execute on function move_certificate_number(text, uuid, uuid) to hongyan_app;
