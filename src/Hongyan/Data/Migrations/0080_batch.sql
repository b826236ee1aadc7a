-- What somebody has typed for many and how far it is. It is his alone, like the draft of a form.
create table batch_form (
  account_id uuid not null references account (id) on delete cascade,
  id         uuid not null,
  page       bytea not null,
  content    bytea not null,
  is_sent    boolean not null default false,
  saved_at   timestamptz not null,
  primary key (account_id, id)
);
create index batch_form_page on batch_form (account_id, page);
create index batch_form_saved on batch_form (saved_at);
alter table batch_form enable row level security;
create policy own on batch_form using (is_account(account_id));
grant select, insert, update, delete on batch_form to hongyan_app;

-- One act that wrote a record for each of many: whoever ran it looks at it, and those above, who can take it back later.
create table batch (
  account_id uuid not null,
  id         uuid not null,
  type       text not null,
  side       text not null check (side in ('home', 'host')),
  period     text,
  org_path   text collate "C" not null,
  stays      uuid[] not null check (cardinality(stays) <= 500),
  made_at    timestamptz not null,
  primary key (account_id, id)
);
create index batch_org on batch (org_path, made_at);
alter table batch enable row level security;
create policy seen on batch for select using (is_account(account_id) or in_scope(org_path));
create policy made on batch for insert with check (is_account(account_id) and in_scope(org_path));
create policy goes_on on batch for update using (is_account(account_id)) with check (is_account(account_id) and in_scope(org_path));
grant select, insert, update on batch to hongyan_app;
