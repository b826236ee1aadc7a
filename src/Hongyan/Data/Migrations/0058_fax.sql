-- The letter of transfer names fax and postcode of the committee that sends it.
alter table organization add column fax text, add column postcode text;
