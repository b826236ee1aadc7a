-- Whether a member is a migrant worker stays empty where nobody has said it; what is kept already stays.
alter table member alter column rural drop not null, alter column rural drop default;
