-- The events of every case, as they came: what all else here is derived from.
CREATE TABLE event (
    case_id     text  NOT NULL,
    natural_key text  NOT NULL,
    event_id    text  NOT NULL,
    topic       text  NOT NULL,
    value       bytea NOT NULL,
    PRIMARY KEY (case_id, natural_key)
);

-- One row a case: its trace and its label in final bytes. Locked before anything of the case is written.
CREATE TABLE case_trace (
    case_id       text   PRIMARY KEY,
    stamp         uuid,
    trace_version bigint NOT NULL DEFAULT 0,
    digest        text,
    label_digest  text,
    state         text,
    case_revision integer,
    model_version text,
    lane          text,
    trace         bytea,
    label         bytea
) WITH (fillfactor = 70);

-- What is to be published: at most one mark a case, raised again by every change.
CREATE SEQUENCE dirty_mark_seq CACHE 50;
CREATE TABLE dirty_mark (
    case_id text     PRIMARY KEY,
    shard   smallint NOT NULL,
    raised  bigint   NOT NULL DEFAULT nextval('dirty_mark_seq'),
    version bigint   NOT NULL,
    label   boolean  NOT NULL
);
CREATE INDEX dirty_mark_by_age ON dirty_mark (shard, raised);

-- The facts of every routed case that metrics are computed from.
CREATE TABLE case_fact (
    case_id       text             PRIMARY KEY,
    routed_at     timestamptz      NOT NULL,
    model_version text             NOT NULL,
    candidate     boolean          NOT NULL,
    policy        text             NOT NULL,
    queue         text,
    lane          text             NOT NULL,
    audit         boolean          NOT NULL,
    propensity    double precision NOT NULL,
    confidence    double precision NOT NULL,
    model_label   text             NOT NULL,
    decided_label text,
    decided_by    text,
    withdrawn     boolean          NOT NULL,
    true_label    text,
    blind_label   text,
    agrees        integer          NOT NULL,
    overrides     integer          NOT NULL,
    reviewed      boolean          NOT NULL,
    escalated     boolean          NOT NULL,
    queue_millis  bigint,
    decide_millis bigint,
    slices        jsonb            NOT NULL
) WITH (fillfactor = 80);
CREATE INDEX case_fact_by_time ON case_fact (routed_at);

-- Every refusal at the door.
CREATE TABLE refusal_fact (
    refusal_id text        PRIMARY KEY,
    case_id    text        NOT NULL,
    refused_at timestamptz NOT NULL,
    subject    text        NOT NULL,
    kind       text        NOT NULL
);
CREATE INDEX refusal_fact_by_time ON refusal_fact (refused_at);

-- The exclusion ledger as last heard, and which cases have which keys.
CREATE TABLE exclusion (
    key          text    PRIMARY KEY,
    producer_seq bigint  NOT NULL,
    excluded     boolean NOT NULL
);
CREATE TABLE case_key (
    key     text NOT NULL,
    case_id text NOT NULL,
    PRIMARY KEY (key, case_id)
);

CREATE INDEX case_key_by_case ON case_key (case_id);

-- Complaints and appeals that a review was asked for.
CREATE TABLE requested_review (
    case_id    text NOT NULL,
    outcome_id text NOT NULL,
    PRIMARY KEY (case_id, outcome_id)
);

-- Protected groups. Nothing else refers to this table.
CREATE TABLE protected_groups (
    case_id       text    NOT NULL,
    case_revision integer NOT NULL,
    event_id      text    NOT NULL,
    groups        jsonb   NOT NULL,
    PRIMARY KEY (case_id, case_revision)
);
