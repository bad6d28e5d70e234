-- A request is named within its case, as the outcome is that it is about: two cases may have requests of one name.
ALTER TABLE review_task DROP CONSTRAINT review_task_request_id_key;
CREATE UNIQUE INDEX review_task_once_a_request ON review_task (case_id, request_id) WHERE request_id IS NOT NULL;
