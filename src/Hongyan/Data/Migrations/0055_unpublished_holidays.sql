-- The operation page says how many duties reach into a year whose holidays are not published, to an administrator who sees no duty.
create function unpublished_holidays() returns table (year integer, duties bigint)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select unpublished_year, count(*) from duty_owed where unpublished_year is not null group by 1 order by 1 limit 1
$$;
revoke execute on function unpublished_holidays from public;
grant execute on function unpublished_holidays to hongyan_app;
