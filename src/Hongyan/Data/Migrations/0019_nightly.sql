-- The nightly job asks only for stays whose day has come: those that are done for good cost it nothing.
drop index sojourn_until;
create index sojourn_until on sojourn (duties_until);
create index sojourn_reported on sojourn (departed_on) where state = 'reported';
