-- Failures to sign in, each with the client it came from: a network, or a browser in which its owner has signed in before. They are counted
-- apart, so that what somebody tries elsewhere does not keep the owner out. Read before anybody is signed in; kept for a day.
create table sign_in_failure (
  id         uuid primary key,
  account_id uuid not null references account (id),
  client     text not null,
  is_known   boolean not null,
  at         timestamptz not null
);
create index sign_in_failure_of on sign_in_failure (account_id, at desc);
grant select, insert, delete on sign_in_failure to hongyan_app;

alter table sign_in_failure enable row level security;
create policy own on sign_in_failure using (at_door() or is_account(account_id)
  or works_as('security') and exists (select 1 from account a where a.id = account_id));
