-- Asked with every page, before anybody is known: planned through the policies of four tables it took longer than most pages.
-- Whoever asks names the session, its account and the stamp; nothing else is told.
create function session_held(asked uuid, of_account uuid, stamp text, held uuid, today date)
returns table (started_at timestamptz, seen_at timestamptz, factor text, rule text)
language sql stable security definer set search_path = public, pg_temp as $$
  select s.started_at, s.seen_at, s.factor, (select value from setting where key = 'second-factor')
  from account_session s join account a on a.id = s.account_id
  where s.id = asked and s.ended_at is null and a.id = of_account and a.security_stamp = stamp and a.disabled_at is null
    and (held is null or exists (
      select 1 from appointment p where p.id = held and p.account_id = a.id and p.from_on <= today and (p.until_on is null or p.until_on >= today)))
$$;
revoke execute on function session_held from public;
grant execute on function session_held to hongyan_app;
