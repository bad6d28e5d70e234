-- How many revisions of a case were taken in: revisions may have gaps.
ALTER TABLE case_intake ADD COLUMN revisions int NOT NULL DEFAULT 0;
UPDATE case_intake c SET revisions = p.revisions
FROM (SELECT case_id, count(*) AS revisions FROM prediction GROUP BY case_id) AS p WHERE p.case_id = c.case_id;
