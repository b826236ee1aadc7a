-- Activity certificates. What they are follows from the records; these tables are kept beside them in the same transaction.

-- Numbers that the organisation department gave to a committee. A reference table.
create table certificate_range (
  id             uuid primary key,
  committee_path text collate "C" not null references organization (path),
  prefix         text not null,
  width          integer not null check (width between 1 and 12),
  first          bigint not null check (first >= 0),
  last           bigint not null check (last >= first),
  next           bigint not null check (next between first and last + 1),
  given_on       date not null,
  account_id     uuid
);
create index certificate_range_committee on certificate_range (committee_path);

-- The keys with which committees sign. The private half is encrypted with the installation's key; a retired key signs no more.
create table signing_key (
  kid            text primary key,
  committee_path text collate "C" not null references organization (path),
  algorithm      text not null,
  public_key     bytea not null,
  private_key    bytea not null,
  created_at     timestamptz not null,
  retired_on     date
);
create unique index signing_key_in_use on signing_key (committee_path) where retired_on is null;

create table certificate (
  member_id      uuid not null,
  id             uuid not null,
  sojourn_id     uuid not null,
  number         text,
  committee_path text collate "C" not null,
  from_roster    boolean not null default false,
  sealed_on      date,
  issued_on      date,
  valid_until    date,
  presented_on   date,
  lost_on        date,
  replaced_on    date,
  withdrawn_on   date,
  key_id         text,
  code           text,
  home_path      text collate "C" not null,
  primary key (member_id, id),
  foreign key (member_id, sojourn_id) references sojourn (member_id, id)
);
create index certificate_sojourn on certificate (member_id, sojourn_id);
create index certificate_home on certificate (home_path);

-- One number, one certificate, for ever: a reference table, so that it holds across all members.
create table certificate_number (
  number         text primary key,
  member_id      uuid not null,
  certificate_id uuid not null
);

alter table certificate enable row level security;
-- The present host reads and audits it because the stay is its own.
create policy scope on certificate using (in_scope(home_path) or is_self(member_id) or exists (
  select 1 from sojourn s where s.member_id = certificate.member_id and s.id = certificate.sojourn_id and in_scope(s.host_path)));

grant select, insert, update, delete on certificate to hongyan_app;
grant select, insert on certificate_number to hongyan_app;
grant select, insert, update on certificate_range, signing_key to hongyan_app;

-- What anybody may learn of a certificate. Who has only a number learns the family name and no more, for numbers can be guessed;
-- who has the code already knows the name, for it is written in it.
create function certificate_shown(asked_number text, asked_id uuid)
returns table (id uuid, number text, name text, committee text, committee_path text, issued_on date, valid_until date,
               lost_on date, replaced_on date, withdrawn_on date)
language sql stable security definer set search_path = public, pg_temp as $$
  select c.id, c.number, case when asked_id is null then left(m.name, 1) || '＊＊' else m.name end, o.name, c.committee_path,
         c.issued_on, c.valid_until, c.lost_on, c.replaced_on, c.withdrawn_on
  from certificate_number n
  join certificate c on c.member_id = n.member_id and c.id = n.certificate_id and c.number = n.number
  join member m on m.id = c.member_id
  join organization o on o.path = c.committee_path
  where n.number = asked_number and (asked_id is null or c.id = asked_id)
$$;
revoke execute on function certificate_shown(text, uuid) from public;
grant execute on function certificate_shown(text, uuid) to hongyan_app;

-- Numbers known before this table was: they hold as a roster's do, until a record says more.
insert into certificate (member_id, id, sojourn_id, number, committee_path, from_roster, issued_on, home_path)
select s.member_id, s.id, s.id, s.certificate_number,
       coalesce((select o.path from organization o where o.kind in ('committee', 'organization-department')
                   and (s.home_path = o.path or s.home_path like o.path || '.%') order by o.path desc limit 1), s.home_path),
       true, s.departed_on, s.home_path
from (select distinct on (certificate_number) * from sojourn where certificate_number <> '' order by certificate_number, id) s;
insert into certificate_number (number, member_id, certificate_id) select number, member_id, id from certificate;
