-- While it acts on a letter addressed to it, the receiving committee writes in the case (0007). Each policy asked for the letter again; now it is
-- asked for once, and policies compare the member with what was found, as they compare the scope.
--
-- Why it holds: no page sets hongyan.receiving; this function does, until the transaction ends, and only when a letter that stands is addressed into
-- the caller's scope. It is no definer: it finds the letters that the caller sees. Code that sets the setting past it could as well set hongyan.lo
-- and hongyan.hi, by which it reads whatever there is (docs/adr/0005-two-locks.md): it gains nothing that it lacks.
create function open_received(a_member uuid) returns void language plpgsql as $$
begin
  if exists (select 1 from transfer t where t.member_id = a_member and t.voided_on is null and in_scope(t.to_path)) then
    execute format('set local hongyan.receiving = %L', a_member); -- Citus forwards SET LOCAL, and not set_config
  else
    set local hongyan.receiving = ''; -- what another letter opened is over
  end if;
end $$;

-- Whatever else a policy says stays as it says it.
do $$
declare one record;
begin
  for one in select tablename, policyname, qual from pg_policies where schemaname = 'public' and qual ~ 'is_received\('
  loop
    execute format('alter policy %I on %I using (%s)', one.policyname, one.tablename,
      regexp_replace(one.qual, '\((is_receiving\([\w.]+\)) AND is_received\([\w.]+\)\)', '\1', 'g'));
  end loop;
end $$;
drop function is_received(uuid);
