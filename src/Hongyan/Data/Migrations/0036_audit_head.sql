-- When an act was done, by whom, as what and for which organisation is told by the session of the database, never by the statement: the
-- application's role may not name these columns, nor the place in the chain.
alter table audit_entry
  alter column at set default clock_timestamp(),
  alter column account_id set default nullif(current_setting('hongyan.account', true), '')::uuid,
  alter column role set default nullif(current_setting('hongyan.role', true), ''),
  alter column org_path set default nullif(current_setting('hongyan.lo', true), '');
revoke insert on audit_entry from hongyan_app;
grant insert (id, act, subject, member_id, details, from_address, reason) on audit_entry to hongyan_app;

-- Where the chain ends: number and hash of the last entry, with a code that only the installation's key makes. It changes in the transaction
-- that seals, and a file beside the database says the same. Pages neither read nor write it.
create table audit_head (
  id        boolean primary key default true check (id), -- there is one row
  no        bigint not null,
  hash      bytea not null,
  mac       bytea not null,
  sealed_at timestamptz not null
);
