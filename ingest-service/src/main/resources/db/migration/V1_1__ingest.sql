-- One row a case that was ever heard of. Its row lock is the case's lock at the door.
-- word_*: the last decision that bears on what a person said of the case.
CREATE TABLE case_intake (
    case_id                text PRIMARY KEY,
    newest_revision        int  NOT NULL DEFAULT 0,
    word_case_revision     int,
    word_decision_revision int,
    word_label             text,
    word_action            text,
    word_status            text,
    word_decided_by        text,
    word_content_hash      text,
    word_input_hash        text
) WITH (fillfactor = 80);

-- Predictions that were taken in, without their content: hashes tell repetition from conflict.
CREATE TABLE prediction (
    case_id         text        NOT NULL,
    case_revision   int         NOT NULL,
    content_hash    text        NOT NULL,
    submission_hash text        NOT NULL,
    input_hash      text        NOT NULL,
    source          text        NOT NULL,
    channel         text        NOT NULL,
    received_at     timestamptz NOT NULL,
    PRIMARY KEY (case_id, case_revision)
);

-- What became of them, as their senders may ask. Written as events come, in any order.
CREATE TABLE routed_case (
    case_id       text        NOT NULL,
    case_revision int         NOT NULL,
    lane          text        NOT NULL,
    queue         text,
    routed_at     timestamptz NOT NULL,
    PRIMARY KEY (case_id, case_revision)
);

CREATE TABLE newest_decision (
    case_id           text        NOT NULL,
    case_revision     int         NOT NULL,
    decision_revision int         NOT NULL,
    status            text        NOT NULL,
    label             text        NOT NULL,
    action            text        NOT NULL,
    decided_by        text        NOT NULL,
    decided_at        timestamptz NOT NULL,
    PRIMARY KEY (case_id, case_revision)
) WITH (fillfactor = 80);

CREATE TABLE outcome (
    case_id      text        NOT NULL,
    outcome_id   text        NOT NULL,
    fingerprint  text        NOT NULL,
    received_at  timestamptz NOT NULL,
    PRIMARY KEY (case_id, outcome_id)
);

-- What was turned away, with what is needed to take it in after all.
CREATE TABLE refusal (
    refusal_id       text PRIMARY KEY,
    subject          text        NOT NULL,
    kind             text        NOT NULL,
    case_id          text        NOT NULL,
    case_revision    int         NOT NULL,
    fingerprint      text        NOT NULL,
    content_hash     text,
    source           text,
    exclusion_key    text,
    faults           jsonb       NOT NULL,
    channel          text        NOT NULL,
    refused_at       timestamptz NOT NULL,
    payload          bytea       NOT NULL,
    state            text        NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'replayed', 'dismissed')),
    state_changed_at timestamptz,
    state_changed_by text,
    note             text
);

-- The same thing refused again is the same refusal.
CREATE UNIQUE INDEX refusal_open_once ON refusal (fingerprint) WHERE state = 'open';
CREATE INDEX refusal_by_case ON refusal (case_id, refusal_id);
CREATE INDEX refusal_open_by_key ON refusal (exclusion_key, refusal_id) WHERE state = 'open' AND exclusion_key IS NOT NULL;

-- How each key of the ledger stands: its newest entry.
CREATE TABLE exclusion (
    exclusion_key text PRIMARY KEY,
    change_no     int         NOT NULL,
    state         text        NOT NULL CHECK (state IN ('excluded', 'restored')),
    reason        text        NOT NULL,
    changed_by    text        NOT NULL,
    notes         text,
    changed_at    timestamptz NOT NULL,
    expires_at    timestamptz,
    case_id       text
) WITH (fillfactor = 80);

CREATE INDEX exclusion_by_expiry ON exclusion (expires_at) WHERE state = 'excluded' AND expires_at IS NOT NULL;

-- Every entry that ever was. Only added to.
CREATE TABLE exclusion_history (
    exclusion_key text        NOT NULL,
    change_no     int         NOT NULL,
    state         text        NOT NULL,
    reason        text        NOT NULL,
    changed_by    text        NOT NULL,
    notes         text,
    changed_at    timestamptz NOT NULL,
    expires_at    timestamptz,
    case_id       text,
    PRIMARY KEY (exclusion_key, change_no)
);

CREATE FUNCTION exclusion_history_is_only_added_to() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The history of the exclusion ledger is only added to';
END $$;

CREATE TRIGGER only_added_to BEFORE UPDATE OR DELETE ON exclusion_history
    FOR EACH ROW EXECUTE FUNCTION exclusion_history_is_only_added_to();

-- Records that a service could not process. A dead letter is named by its place on the dead-letter topic.
CREATE TABLE dead_letter (
    dead_letter_id      text PRIMARY KEY,
    topic               text        NOT NULL,
    partition           int         NOT NULL,
    record_offset       bigint      NOT NULL,
    source_topic        text        NOT NULL,
    source_partition    int,
    source_offset       bigint,
    consumer            text,
    record_key          text,
    value               bytea,
    headers             jsonb       NOT NULL,
    reason              text        NOT NULL,
    arrived_at          timestamptz NOT NULL,
    state               text        NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'replayed', 'dismissed')),
    state_changed_at    timestamptz,
    state_changed_by    text,
    note                text,
    mended              bytea,
    UNIQUE (topic, partition, record_offset)
);

CREATE INDEX dead_letter_by_topic ON dead_letter (source_topic, dead_letter_id);
