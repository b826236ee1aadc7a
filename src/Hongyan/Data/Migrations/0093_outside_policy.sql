-- As in 0092, said with exists: a cluster turns only such questions into functions.
alter policy corrected on outside_organization with check (
  merged_into is null and not exists (select from outside_merge m where m.entry_id = outside_organization.id)
  or exists (select from outside_merge m where m.entry_id = outside_organization.id and m.into_id = outside_organization.merged_into));
