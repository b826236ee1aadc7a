-- Which member a contact person's account belongs to: said by the branch, for whoever makes accounts sees no members.
create table account_person (
  account_id uuid primary key references account (id),
  member_id  uuid not null,
  named_by   uuid,
  named_at   timestamptz not null
);
create index account_person_member on account_person (member_id);
alter table account_person enable row level security;
create policy seen on account_person for select using (is_account(account_id) or exists (select 1 from member m where m.id = account_person.member_id));
create policy named on account_person for insert with check (
  not works_as('contact') and exists (select 1 from member m where m.id = account_person.member_id and in_home(m.home_path))
  and exists (select 1 from appointment a where a.account_id = account_person.account_id and a.role = 'contact' and in_home(a.org_path)));
create policy undone on account_person for delete using (
  not works_as('contact') and exists (select 1 from member m where m.id = account_person.member_id and in_home(m.home_path)));
grant select, insert, delete on account_person to hongyan_app;
