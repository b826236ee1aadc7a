-- When the text of a letter was written or looked through last. A draft that is made anew may ask, tell and go to somebody else.
alter table dispatch add column written_at timestamptz;
grant update (written_at, what, outside_id, to_name) on dispatch to hongyan_app;

-- What is drafted about stays in sight, by whatever organisation: a committee and its branch do not draft the same letter.
create function dispatch_drafts(a_stays uuid[]) returns table (id uuid, sojourn_id uuid, kind text, period text, org_path text, org_name text)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select d.id, d.sojourn_id, d.kind, d.period, d.org_path, o.name from dispatch d
  join sojourn s on s.member_id = d.person_id and s.id = d.sojourn_id
  join organization o on o.path = d.org_path
  where d.state = 'drafted' and d.sojourn_id = any(a_stays) and (in_scope(s.host_path) or (s.home_path is not null and in_home(s.home_path)))
$$;
revoke execute on function dispatch_drafts from public;
grant execute on function dispatch_drafts to hongyan_app;

-- A second person is asked about a stay by its host, as it is then; the present host sees what waits.
create function is_hosted_at(a_owner uuid, a_case uuid, a_host text) returns boolean language sql stable as $$
  select exists (select from sojourn s where s.member_id = a_owner and s.id = a_case and s.host_path = a_host)
$$;
create function is_host_now(a_owner uuid, a_case uuid) returns boolean language sql stable as $$
  select exists (select from sojourn s where s.member_id = a_owner and s.id = a_case and in_scope(s.host_path))
$$;
grant execute on function is_hosted_at, is_host_now to hongyan_app;
alter policy seen on record_ask using (in_scope(host_path) or in_scope(asked_path) or is_host_now(owner_id, case_id));
alter policy asked on record_ask with check (not works_as('contact') and is_account(asked_by) and in_scope(asked_path) and in_scope(host_path)
  and is_hosted_at(owner_id, case_id, host_path) and confirmed_at is null and declined_at is null);

-- What was confirmed is what is recorded: its kind, its stay, its day, what it takes the place of, and what it chooses among given words. Free
-- words are sealed and cannot be compared here.
alter table record_ask add column said jsonb not null default '{}';
alter policy second on record with check (second_id is null or is_account(second_id) and exists (
  select from record_ask a where a.owner_id = record.owner_id and a.id = record.id and a.case_id = record.case_id and a.type = record.type
    and a.on_date = record.on_date and a.corrects_id is not distinct from record.corrects_id and a.asked_by = record.account_id
    and is_account(a.confirmed_by) and record.data @> a.said));
