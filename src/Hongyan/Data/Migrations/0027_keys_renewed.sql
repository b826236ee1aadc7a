-- A new installation has nothing to be encrypted anew; one whose members were entered before there was encryption has.
insert into setting (key, value) select 'keys-renewed', 'nothing' where exists (select from member) on conflict (key) do nothing;
