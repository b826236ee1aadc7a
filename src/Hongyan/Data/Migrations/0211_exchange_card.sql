-- A changed card of a peer that two people confirmed waits beside the one in force until it was compared and confirmed like the first one.
alter table exchange_peer add column next_card text;
alter table exchange_peer add column next_fingerprint text;
alter table exchange_peer add column next_loaded_by uuid;
alter table exchange_peer add column next_loaded_at timestamptz;
alter table exchange_peer add column next_compared_by uuid;
alter policy changed on exchange_peer with check (works_as('department') and owner_id::text = current_setting('hongyan.org', true)
  and (state <> 'confirmed' or is_account(confirmed_by) or next_card is not null));

-- Whatever a page forgets: the keys of a confirmed peer change only to those that one person compared, and another one confirms.
create function exchange_peer_keys() returns trigger language plpgsql as $$
begin
  if (new.signing_x, new.signing_y, new.encryption_x, new.encryption_y) is distinct from (old.signing_x, old.signing_y, old.encryption_x, old.encryption_y)
    and new.state in ('confirmed', 'active')
    and (old.next_compared_by is null or new.fingerprint is distinct from old.next_fingerprint
      or new.confirmed_by is null or new.confirmed_by in (old.next_compared_by, old.next_loaded_by)) then
    raise exception 'The keys of a confirmed peer are changed by two people' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger keys_by_two before update on exchange_peer for each row execute function exchange_peer_keys();
