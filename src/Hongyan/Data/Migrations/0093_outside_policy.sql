-- As in 0092, said with exists: a cluster turns only such questions into functions.
alter policy corrected on outside_organization with check (
  merged_into is null and not exists (select from outside_merge m where m.entry_id = outside_organization.id)
  or exists (select from outside_merge m where m.entry_id = outside_organization.id and m.into_id = outside_organization.merged_into));

-- What an entry said stands at the entry that stands for it, too.
create or replace function outside_word(asked uuid, said_on date) returns void
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  with recursive line as (
    select id, merged_into from outside_organization where id = asked
    union select o.id, o.merged_into from outside_organization o join line l on o.id = l.merged_into)
  update outside_organization set last_word_on = greatest(coalesce(last_word_on, said_on), said_on)
  where id in (select id from line) and is_staff()
$$;
