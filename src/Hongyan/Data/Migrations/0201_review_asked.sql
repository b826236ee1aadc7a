-- Before the review home asks a host outside how its member did: a letter of its own kind.
alter table dispatch drop constraint dispatch_kind_check;
alter table dispatch add constraint dispatch_kind_check check (kind in (
  'asking', 'reminder', 'reminder-superior', 'telling', 'feedback', 'opinion-given', 'introduction', 'opinion-asked', 'review-asked', 'answering'));
