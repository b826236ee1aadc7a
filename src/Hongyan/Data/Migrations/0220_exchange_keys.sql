-- Our own keys change in generations: both keys of one wait until a second person puts them in force, and are then said to each peer, which compares
-- and confirms them like a changed card. Until a peer has done so, what goes to it is signed with the generation that it knows.
alter table exchange_key add column generation integer not null default 1;
alter table exchange_key add column waits boolean not null default false;
alter table exchange_key add column made_by uuid;
alter table exchange_key add column confirmed_by uuid;
alter table exchange_key add column used_on date; -- when something sealed for it was opened last, since it was retired
drop index exchange_key_in_use;
create unique index exchange_key_in_use on exchange_key (use) where retired_on is null and not waits;
create unique index exchange_key_waiting on exchange_key (use) where waits;
create unique index exchange_key_generation on exchange_key (use, generation);
alter table exchange_key add constraint exchange_key_by_two check (generation = 1 or waits
  or (made_by is not null and confirmed_by is not null and confirmed_by <> made_by));
alter policy made on exchange_key with check (works_as('department') and confirmed_by is null and retired_on is null
  and (generation = 1 or (waits and is_account(made_by))));
create policy confirmed on exchange_key for update using (works_as('department') and retired_on is null)
  with check (works_as('department') and not waits and (retired_on is not null or is_account(confirmed_by)));
create policy dropped on exchange_key for delete using (works_as('department') and waits);
grant select (generation, waits, made_by, confirmed_by, used_on), update (waits, confirmed_by, retired_on), delete on exchange_key to hongyan_app;

-- Which generation of ours a peer has in force, since when we know it, and which one it was told of.
alter table exchange_peer add column our_generation integer not null default 1;
alter table exchange_peer add column our_since date;
alter table exchange_peer add column told_generation integer not null default 1;
