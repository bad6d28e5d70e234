-- What was settled long ago is forgotten: these find it without reading what is open.
CREATE INDEX refusal_settled_by_time ON refusal (state_changed_at) WHERE state <> 'open';
CREATE INDEX dead_letter_settled_by_time ON dead_letter (state_changed_at) WHERE state <> 'open';
