-- Whether a guest is a full or a probationary member is unknown until somebody says it.
alter table member drop constraint member_status_check;
alter table member add constraint member_status_check check (status in ('full', 'probationary') or status = 'unknown' and home_path is null);
