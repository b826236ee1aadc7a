-- Second factors, open sessions and identities elsewhere. All belong to accounts, which are a reference table and in nobody's scope:
-- they are read before anybody is signed in, and they say nothing about a member.
create table authenticator (
  account_id uuid primary key references account (id),
  secret     bytea not null,
  added_at   timestamptz not null,
  last_step  bigint not null
);

create table recovery_code (
  account_id uuid not null references account (id),
  hash       bytea not null,
  salt       bytea not null,
  primary key (account_id, hash)
);

create table passkey (
  credential_id bytea primary key,
  user_id       uuid not null references account (id),
  data          jsonb not null
);
create index passkey_account on passkey (user_id);

-- What a browser was asked to sign; it is answered once, or not at all.
create table passkey_ceremony (
  id         uuid primary key,
  state      text not null,
  expires_at timestamptz not null
);

create table account_session (
  id           uuid primary key,
  account_id   uuid not null references account (id),
  started_at   timestamptz not null,
  seen_at      timestamptz not null,
  ended_at     timestamptz,
  how          text not null check (how in ('password', 'passkey', 'provider', 'invitation')),
  factor       text check (factor in ('code', 'recovery-code', 'passkey', 'provider')),
  from_address text,
  browser      text not null
);
create index account_session_of on account_session (account_id, started_at desc);

create table external_identity (
  provider   text not null,
  subject    text not null,
  account_id uuid not null references account (id),
  linked_at  timestamptz not null,
  primary key (provider, subject)
);
create index external_identity_account on external_identity (account_id);

grant select, insert, update, delete on authenticator, recovery_code, passkey, passkey_ceremony, account_session, external_identity to hongyan_app;
