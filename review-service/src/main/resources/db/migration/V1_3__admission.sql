-- When the door let the prediction in; null where only a request told of the case, or it came before this was kept.
ALTER TABLE review_case ADD COLUMN admitted_at timestamptz;

-- When the ledger noted the key's state. What was known before this was kept counts as noted now, which is on the safe side
-- for every case under way: those that come later have passed the door since.
ALTER TABLE review_excluded_key ADD COLUMN changed_at timestamptz NOT NULL DEFAULT now();
ALTER TABLE review_excluded_key ALTER COLUMN changed_at DROP DEFAULT;
