-- A one-time link with which somebody takes his account. Only the hash of its token is kept; one link at a time.
create table invitation (
  account_id uuid primary key references account (id),
  hash       bytea not null unique,
  expires_at timestamptz not null,
  made_by    uuid
);
grant select, insert, update, delete on invitation to hongyan_app;
create index account_member on account (member_id) where member_id is not null;
