-- What came and could not be read: when, by what handle, how large and why, for whoever operates; nothing of what was in it. Deleted after 90 days.
create table exchange_unread (
  id      uuid primary key,
  at      timestamptz not null,
  handle  text,
  size    integer not null,
  way     text not null check (way in ('net', 'file')),
  why     text not null check (why in ('no-envelope', 'too-large', 'cut', 'unknown', 'closed', 'key', 'altered', 'receiver', 'content'))
);
create index exchange_unread_at on exchange_unread (at);
alter table exchange_unread enable row level security;
create policy seen on exchange_unread for select using (works_as('system'));
grant select on exchange_unread to hongyan_app;
