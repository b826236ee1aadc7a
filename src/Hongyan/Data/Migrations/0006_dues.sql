-- The last number of a receipt, by organisation and year. The row is held until the payment is committed, so that the numbers
-- have no gaps; a reference table, for it says nothing of people.
create table dues_receipt (
  org_path text collate "C" not null references organization (path),
  year     integer not null,
  last     integer not null check (last > 0),
  primary key (org_path, year)
);

-- Service stations: where members find help away from home. What is published anybody may read.
create table station (
  id           uuid primary key,
  org_path     text collate "C" not null references organization (path),
  name         text not null,
  address      text not null,
  hours        text not null,
  phone        text not null,
  services     text[] not null,
  region_code  text not null check (region_code ~ '^[0-9]{6}$'),
  published_on date,
  closed_on    date
);
create index station_region on station (region_code, name) where published_on is not null and closed_on is null;

alter table dues_receipt enable row level security;
alter table station enable row level security;
create policy scope on dues_receipt using (in_scope(org_path));
create policy published on station for select using (published_on is not null and closed_on is null);
create policy scope on station using (in_scope(org_path));

grant select, insert, update on dues_receipt, station to hongyan_app;
