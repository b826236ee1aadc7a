-- A host outside as an entry of the directory. Its name in words stays beside it as it was written; without an entry the words stand alone.
alter table sojourn add column host_outside uuid references outside_organization (id);
create index sojourn_host_outside on sojourn (host_outside) where host_outside is not null;

-- Stays of before, whose host is named exactly as the only entry of that name.
update sojourn s set host_outside = o.id from outside_organization o
where s.host_path is null and s.host_name is not null and o.merged_into is null and o.name = s.host_name
  and (select count(*) from outside_organization other where other.name = s.host_name and other.merged_into is null) = 1;
