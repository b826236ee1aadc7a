-- What is settled stays settled under a later policy as long as the record that closed it stands; so it is told by its type.
alter table duty add column closed_by text;
