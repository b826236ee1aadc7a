-- A list as which a batch went out, found again by the number printed on it. It goes when what was typed goes.
create table batch_list (
  account_id uuid not null,
  id         uuid not null,
  number     text not null,
  type       text not null,
  side       text not null check (side in ('home', 'host')),
  period     text,
  org_path   text collate "C" not null,
  people     integer not null check (people between 1 and 500),
  came_back  integer not null default 0 check (came_back between 0 and people),
  made_at    timestamptz not null,
  primary key (account_id, id),
  foreign key (account_id, id) references batch_form (account_id, id) on delete cascade
);
create index batch_list_number on batch_list (number);
create index batch_list_org on batch_list (org_path, made_at);
alter table batch_list enable row level security;
create policy seen on batch_list for select using (is_account(account_id) or in_scope(org_path));
create policy made on batch_list for insert with check (is_account(account_id) and in_scope(org_path));
create policy goes_on on batch_list for update using (is_account(account_id)) with check (is_account(account_id));
grant select, insert on batch_list to hongyan_app;
grant update (came_back) on batch_list to hongyan_app;
