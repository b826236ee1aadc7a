-- A disabled account is closed at once and can be opened again; its appointments and its history stay.
alter table account add column disabled_at timestamptz;
