-- Reception counts its own failures, and imports and registrations the numbers that they were told of.
alter policy read on audit_entry using (
  works_as('audit') or is_self(member_id) or is_account(account_id) and act in ('arrival-not-found', 'numbers-elsewhere'));
