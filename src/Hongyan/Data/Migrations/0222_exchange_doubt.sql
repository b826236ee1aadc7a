-- The record here that a message became; nothing of messages that stayed facts, and of those from before this column.
alter table exchange_received add column became uuid;
alter table exchange_received add column became_of uuid; -- the member whose record it is

-- After a peer was frozen people look through what came from it since the day that is in doubt: it is kept, questioned, or struck by two persons.
alter table exchange_received add column doubt text check (doubt in ('kept', 'questioned', 'strike-asked', 'struck'));
alter table exchange_received add column doubt_by uuid;
alter table exchange_received add column doubt_second uuid;
alter table exchange_received add column doubt_at timestamptz;
alter table exchange_received add constraint exchange_received_doubt_by_two check ((doubt is null) = (doubt_by is null)
  and coalesce(doubt = 'struck', false) = (doubt_second is not null) and (doubt_second is null or doubt_second <> doubt_by));
create index exchange_received_in_doubt on exchange_received (peer_id) where doubt = 'strike-asked';
create policy doubted on exchange_received for update using (
  works_as('department') and party_above @> array[current_setting('hongyan.org', true)]) with check (doubt is not null);
grant update (doubt, doubt_by, doubt_second, doubt_at) on exchange_received to hongyan_app;

-- Whatever a page forgets: what is said of a message its own account says, and struck is what another one asked to strike.
create function exchange_doubt() returns trigger language plpgsql as $$
begin
  if (new.doubt, new.doubt_by, new.doubt_second) is distinct from (old.doubt, old.doubt_by, old.doubt_second) and (old.doubt is not distinct from 'struck'
    or not coalesce(is_account(coalesce(new.doubt_second, new.doubt_by)), false)
    or (new.doubt = 'struck' and (old.doubt is distinct from 'strike-asked' or new.doubt_by is distinct from old.doubt_by))) then
    raise exception 'A message in doubt is struck by two people' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger doubt_by_two before update on exchange_received for each row execute function exchange_doubt();
