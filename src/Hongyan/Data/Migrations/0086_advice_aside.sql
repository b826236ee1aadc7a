-- An organisation does not follow an advice for some time, and says why.
create table advice_aside (
  owner_id    uuid not null,
  id          uuid not null,
  kind        text not null,
  about       text not null,
  reason      text not null,
  until       date not null,
  account_id  uuid,
  recorded_at timestamptz not null,
  party_above text[] not null,
  primary key (owner_id, id)
);
create index advice_aside_owner on advice_aside (owner_id, kind, until);
alter table advice_aside enable row level security;
create policy scope on advice_aside using (party_above @> array[current_setting('hongyan.org', true)]);
grant select, insert on advice_aside to hongyan_app;
