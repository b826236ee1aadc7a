-- Reports of every organisation above a host count the guests it refused, and overviews the guests who are here; there are few of both.
create index record_refused on record (host_path, on_date) where type = 'refused';
create index sojourn_guest_host on sojourn (host_at) where home_path is null and host_at is not null;
