-- Sending over the net: how often it failed in a row, when last, and why. A failure stays until something arrives, or until somebody has it tried again.
alter table exchange_line add column out_tries integer not null default 0;
alter table exchange_line add column out_tried_at timestamptz;
alter table exchange_line add column out_failure text;
grant update (out_paused, out_tries, out_tried_at, out_failure) on exchange_line to hongyan_app;

-- How often in a row both sides named another digest of what took effect of what we sent; people look from the second time on.
alter table exchange_line add column out_differs integer not null default 0;

-- When the peer wrote the last state that we read, by its own clock: an older one that comes late changes nothing.
alter table exchange_line add column their_said_at bigint not null default 0;
