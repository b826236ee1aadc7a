-- The second form of the code (CWT in COSE), numbers as people type them, and the status list that strangers read.

-- The code names its key by the first 8 bytes of the hash of the public half.
create unique index signing_key_short on signing_key (substring(sha256(public_key) for 8));

-- A number without what people add, drop or swap when they type it: case, width, blanks, hyphens, characters that nobody sees.
create function plain_number(a_text text) returns text language sql immutable strict parallel safe set search_path = pg_catalog, public, pg_temp as $$
  select upper(regexp_replace(normalize(a_text, NFKC),
    '[[:space:]\u00AD\u034F\u061C\u180E\u200B-\u200F\u2010-\u2015\u202A-\u202E\u2060-\u206F\u2212\u3164\uFE00-\uFE0F\uFE58\uFE63\uFEFF-]', '', 'g'))
$$;
create index certificate_number_plain on certificate_number (plain_number(number));
create index sojourn_guest_number on sojourn (plain_number(certificate_number)) where home_path is null and certificate_number is not null;

-- A list of two bits for each place. Reference tables: a place tells nothing but the certificate that has it.
create table status_list (
  id   integer primary key check (id > 0),
  size integer not null default 32768 check (size >= 10000 and size % 4 = 0)
);
create table status_place (
  list_id        integer not null,
  place          integer not null check (place >= 0),
  certificate_id uuid not null unique,
  value          smallint not null default 0 check (value between 0 and 3),
  published      boolean not null default true,
  primary key (list_id, place)
);
create index status_place_value on status_place (list_id) where value <> 0;
create index status_place_unpublished on status_place (list_id) where not published;

-- Keys of the installation itself: the root signs the keys, the status key signs the lists, neither does the other's work.
create table installation_key (
  kid         text primary key,
  purpose     text not null check (purpose in ('root', 'status')),
  algorithm   text not null,
  public_key  bytea not null,
  private_key bytea not null,
  created_at  timestamptz not null,
  retired_on  date
);
create unique index installation_key_in_use on installation_key (purpose) where retired_on is null;

-- What is signed for strangers, ready to be sent: keys and lists.
create table publication (
  name      text primary key,
  media     text not null,
  content   bytea not null,
  signed_at timestamptz not null,
  mark      text
);

alter table status_place enable row level security;
alter table installation_key enable row level security;
grant select on status_list, publication to hongyan_app;

-- The place of a certificate, taken at random among those that are offered; a list that is nearly full is followed by another.
create function take_status_place(a_certificate uuid, a_places integer[]) returns table (list_id integer, place integer)
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
#variable_conflict use_column
declare
  newest status_list;
  wanted integer;
begin
  if coalesce(cardinality(a_places), 0) = 0 then raise exception 'No place is offered.'; end if;
  return query select p.list_id, p.place from status_place p where p.certificate_id = a_certificate;
  if found then return; end if;
  loop
    select * into newest from status_list l order by l.id desc limit 1;
    if newest.id is null then
      insert into status_list (id) values (1) on conflict do nothing;
      continue;
    end if;
    foreach wanted in array a_places loop
      insert into status_place (list_id, place, certificate_id) values (newest.id, abs(wanted % newest.size), a_certificate) on conflict do nothing;
      if found then
        return query select newest.id, abs(wanted % newest.size);
        return;
      end if;
    end loop;
    insert into status_list (id) values (newest.id + 1) on conflict do nothing;
  end loop;
end $$;

create function set_certificate_status(a_certificate uuid, a_value integer) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  update status_place set value = a_value, published = false where certificate_id = a_certificate and value <> a_value;
end $$;

-- What the holder of a signed code may learn: whether the certificate with this number and place stands, and how.
create function certificate_coded(asked_number text, asked_list integer, asked_place integer)
returns table (number text, name text, committee text, issued_on date, valid_until date, lost_on date, replaced_on date, withdrawn_on date, status integer)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
#variable_conflict use_column
declare
  placed status_place;
  known certificate_number;
begin
  select * into placed from status_place p where p.list_id = asked_list and p.place = asked_place;
  if placed.certificate_id is null then return; end if;
  select * into known from certificate_number n where n.number = asked_number and n.certificate_id = placed.certificate_id;
  return query
  select c.number, m.name, o.name, c.issued_on, c.valid_until, c.lost_on, c.replaced_on, c.withdrawn_on, placed.value::integer
  from certificate c
  join member m on m.id = c.member_id
  join organization o on o.path = c.committee_path
  where c.member_id = known.member_id and c.id = known.certificate_id and c.number = known.number;
  if not found then
    return query select null::text, null::text, null::text, null::date, null::date, null::date, null::date, null::date, placed.value::integer;
  end if;
end $$;

-- Certificates whose number somebody may mean, at most three; a number can be guessed, so it does not give a name away.
create function certificates_like(asked text)
returns table (number text, name text, committee text, issued_on date, valid_until date, lost_on date, replaced_on date, withdrawn_on date)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
#variable_conflict use_column
declare
  known certificate_number;
begin
  for known in select * from certificate_number n where plain_number(n.number) = plain_number(asked) and plain_number(asked) <> '' order by n.number limit 3
  loop
    return query
    select c.number, left(m.name, 1) || '＊＊', o.name, c.issued_on, c.valid_until, c.lost_on, c.replaced_on, c.withdrawn_on
    from certificate c
    join member m on m.id = c.member_id
    join organization o on o.path = c.committee_path
    where c.member_id = known.member_id and c.id = known.certificate_id and c.number = known.number;
  end loop;
end $$;

-- Whether a guest showed a certificate with that number: yes or no, and nothing of him.
create function guest_showed(asked text) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  return exists (select from sojourn s where s.home_path is null and s.certificate_number is not null
    and plain_number(s.certificate_number) = plain_number(asked) and plain_number(asked) <> '');
end $$;

revoke execute on function take_status_place, set_certificate_status, certificate_coded, certificates_like, guest_showed from public;
grant execute on function take_status_place, set_certificate_status, certificate_coded, certificates_like, guest_showed to hongyan_app;
