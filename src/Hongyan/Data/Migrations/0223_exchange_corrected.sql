-- The number of the message that corrected it last, at its sender once that was accepted, and at its receiver; both messages stay.
alter table exchange_sent add column corrected_by bigint;
alter table exchange_received add column corrected_by bigint;
