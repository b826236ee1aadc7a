-- What is written stays; who may read it follows the sojourn, so that a new host knows the whole case.
grant update (host_path) on record to hongyan_app;
