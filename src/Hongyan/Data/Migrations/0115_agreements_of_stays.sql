-- The texts of agreements and pairings, for the stays that they cover: whoever stands below a party reads none of its cases, and neither does
-- the member. Both parties, all above and below them and the member whose stay lies between them get the text and who signed it: no minutes.
create function agreements_reached()
returns table (owner_id uuid, case_id uuid, kind text, id uuid, on_date date, type text, side text, data text, recorded_at timestamptz, corrects_id uuid,
  parties text)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
#variable_conflict use_column
declare
  is_page boolean := 'hongyan_app' in (session_user, current_setting('role', true)); -- jobs and commands see all there is
  lo text := coalesce(current_setting('hongyan.lo', true), '');
  hi text := coalesce(current_setting('hongyan.hi', true), '');
  member uuid := nullif(current_setting('hongyan.member', true), '')::uuid;
  own text[] := '{}';
  reached uuid[];
begin
  if is_page and member is not null then
    own := array(select s.home_path from sojourn s where s.member_id = member)
        || array(select s.host_path from sojourn s where s.member_id = member and s.host_path is not null);
  end if;
  select array_agg(c.id) into reached
  from "case" c join case_party p on p.owner_id = c.owner_id and p.case_id = c.id join organization o on o.id = p.org_id
  where c.kind in ('agreement', 'pairing') and c.state in ('signed', 'in-force', 'ended', 'lapsed')
    and (not is_page or lo <> '' and (o.path >= lo and o.path < hi or starts_with(lo, o.path || '.'))
         or exists (select from unnest(own) as mine where mine = o.path or starts_with(mine, o.path || '.')));
  if reached is null then return; end if;
  return query
  select r.owner_id, r.case_id, c.kind, r.id, r.on_date, r.type, r.side, case when r.type = 'struck' then '{}' else r.data::text end, r.recorded_at,
         r.corrects_id, q.parties
  from "case" c
  join case_record r on r.owner_id = c.owner_id and r.case_id = c.id
  join (
    select p.owner_id, p.case_id, jsonb_agg(jsonb_build_object('side', p.side, 'orgId', o.id, 'path', o.path, 'name', coalesce(o.name, p.name),
      'kind', coalesce(o.kind, p.kind), 'region', o.region_code, 'phone', o.phone))::text as parties
    from case_party p left join organization o on o.id = p.org_id where p.case_id = any(reached) group by p.owner_id, p.case_id
  ) q on q.owner_id = c.owner_id and q.case_id = c.id
  where c.id = any(reached) and r.asks_id is null
    and r.type in ('agreement-drafted', 'agreement-sent', 'agreement-answered', 'agreement-signed', 'agreement-ended', 'agreement-withdrawn', 'struck');
end $$;
revoke execute on function agreements_reached from public;
grant execute on function agreements_reached to hongyan_app;

-- Consultations are owed by the parties of an agreement, no longer because of a stay. What was told from records of stays goes; the records stay.
with gone as (delete from duty where case_kind = 'sojourn' and kind = 'consult-agreement' returning org_path)
insert into standing_mark select gen_random_uuid(), org_path from (select distinct org_path from gone) known;

-- Stays are told anew with the agreements that cover them.
update sojourn set duties_until = '1900-01-01' where ended_on is null and exists (select from "case" c where c.kind in ('agreement', 'pairing'));
