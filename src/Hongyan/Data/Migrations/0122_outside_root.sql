-- The entry that stands for another one after all mergings, of A into B and B into C; itself where none does. A guest's home follows it everywhere.
create function outside_root(a_entry uuid) returns uuid language plpgsql stable set search_path = pg_catalog, public, pg_temp as $$
declare
  root uuid := a_entry;
  above uuid;
begin
  loop
    select e.merged_into into above from outside_organization e where e.id = root;
    exit when above is null or above = a_entry;
    root := above;
  end loop;
  return root;
end $$;

create or replace function guest_home(a_entry uuid, a_words text) returns text
language plpgsql stable set search_path = pg_catalog, public, pg_temp as $$
begin
  return chr(30) || coalesce((select e.name from outside_organization e where e.id = outside_root(a_entry)), a_words, '');
end $$;
