-- Numbers of papers that must have no gaps: one table for all of them. It says nothing of people and is a reference table.
create table running_number (
  series   text not null,
  org_path text collate "C" not null references organization (path),
  year     integer not null,
  last     integer not null check (last > 0),
  primary key (series, org_path, year)
);
insert into running_number select 'transfer-letter', org_path, year, last from letter_counter;
insert into running_number select 'dues-receipt', org_path, year, last from dues_receipt;
drop table letter_counter;
drop table dues_receipt;

alter table running_number enable row level security;
create policy scope on running_number using (in_scope(org_path));
grant select, insert, update on running_number to hongyan_app;

-- Forms for several stays name each by its id alone.
create index sojourn_id on sojourn (id);
