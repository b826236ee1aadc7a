-- What somebody typed into a form and has not sent. It is his alone: no role and no administrator reads it.
create table draft (
  account_id uuid not null references account (id) on delete cascade,
  id         uuid not null,
  page       bytea not null,
  form       text not null,
  content    bytea not null,
  saved_at   timestamptz not null,
  primary key (account_id, id)
);
create index draft_page on draft (account_id, page);
create index draft_saved on draft (saved_at);
alter table draft enable row level security;
create policy own on draft using (is_account(account_id));

-- A form that was sent: a second sending of the same content gets the same answer and does nothing.
create table sent_form (
  account_id uuid not null references account (id) on delete cascade,
  id         uuid not null,
  body       bytea not null,
  answer     bytea,
  sent_at    timestamptz not null,
  primary key (account_id, id)
);
create index sent_form_at on sent_form (sent_at);
alter table sent_form enable row level security;
create policy own on sent_form using (is_account(account_id));

grant select, insert, update, delete on draft, sent_form to hongyan_app;
