-- What a queue asks of its cases and of who takes them.
CREATE TABLE review_queue (
    name              text PRIMARY KEY,
    tier              smallint NOT NULL,
    blind             text NOT NULL CHECK (blind IN ('none', 'until_judgment')),
    required_skills   text[] NOT NULL DEFAULT '{}',
    permitted_actions text[] NOT NULL DEFAULT '{}',
    escalates_to      text,
    sla               interval NOT NULL,
    warn_before       interval NOT NULL
);

INSERT INTO review_queue (name, tier, blind, required_skills, escalates_to, sla, warn_before) VALUES
    ('expert', 3, 'until_judgment', '{expert}', NULL, interval '7 days', interval '4 hours'),
    ('review', 1, 'until_judgment', '{}', 'expert', interval '1 hour', interval '10 minutes'),
    ('audit', 1, 'until_judgment', '{}', 'expert', interval '7 days', interval '4 hours');

-- Who may take what. Somebody who is not listed has the grants of the configuration.
CREATE TABLE review_reviewer (
    name       text PRIMARY KEY,
    skills     text[] NOT NULL,
    queues     text[] NOT NULL,
    changed_by text NOT NULL,
    changed_at timestamptz NOT NULL
);

-- Cases that the same people may take wait on one shelf, so that the next case is always the head of an index:
-- nobody reads past cases that they lack the skills for.
CREATE TABLE review_shelf (
    shelf_id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    queue    text NOT NULL REFERENCES review_queue,
    skills   text[] NOT NULL,
    person   text,
    UNIQUE NULLS NOT DISTINCT (queue, skills, person)
);

-- A case's newest decision and what was acted on. Its row is the lock under which decision revisions are drawn.
CREATE TABLE review_case (
    case_id           text PRIMARY KEY,
    case_revision     integer NOT NULL,
    routed            boolean NOT NULL,
    decision_revision integer NOT NULL,
    label             text NOT NULL,
    action            text NOT NULL,
    status            text NOT NULL,
    decided_by        text NOT NULL,
    decider           text,
    acted_revision    integer,
    acted_label       text,
    acted_action      text,
    model_label       text NOT NULL,
    proposed_action   text,
    policy_name       text NOT NULL,
    policy_version    integer NOT NULL,
    content_hash      text,
    item_keys         text[] NOT NULL,
    judged_by         text[] NOT NULL DEFAULT '{}'
) WITH (fillfactor = 85);

CREATE TABLE review_case_key (
    item_key text NOT NULL,
    case_id  text NOT NULL,
    PRIMARY KEY (item_key, case_id)
);

-- The present state of the exclusion ledger, for cases that are routed after their item was excluded.
CREATE TABLE review_excluded_key (
    item_key     text PRIMARY KEY,
    producer_seq bigint NOT NULL,
    excluded     boolean NOT NULL,
    reason       text NOT NULL,
    changed_by   text NOT NULL
);

CREATE TABLE review_task (
    task_id       uuid PRIMARY KEY,
    place         bigint GENERATED ALWAYS AS IDENTITY,
    case_id       text NOT NULL,
    case_revision integer NOT NULL,
    purpose       text NOT NULL,
    request_id    text UNIQUE,
    queue         text NOT NULL,
    shelf_id      integer NOT NULL,
    priority      integer NOT NULL,
    due_at        timestamptz NOT NULL,
    opened_at     timestamptz NOT NULL,
    state         text NOT NULL CHECK (state IN ('waiting', 'claimed', 'resolved', 'superseded', 'withdrawn')),
    seat          integer NOT NULL DEFAULT 1,
    token         bigint NOT NULL DEFAULT 0,
    holder        text,
    claimed_at    timestamptz,
    lease_until   timestamptz,
    revealed_at   timestamptz,
    not_for       text[] NOT NULL DEFAULT '{}',
    seen_by       text[] NOT NULL DEFAULT '{}',
    CHECK ((state = 'claimed') = (holder IS NOT NULL AND claimed_at IS NOT NULL AND lease_until IS NOT NULL))
) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 0);

CREATE INDEX review_task_in_order ON review_task (shelf_id, priority, place) WHERE state = 'waiting';
CREATE INDEX review_task_by_due ON review_task (shelf_id, due_at, place) WHERE state = 'waiting';
CREATE INDEX review_task_leases ON review_task (lease_until) WHERE state = 'claimed';
CREATE INDEX review_task_of_case ON review_task (case_id);

-- What a reviewer sees of a task's prediction, as JSON: what was put in, and apart from it what tells the answer.
CREATE TABLE review_content (
    task_id  uuid PRIMARY KEY,
    model_id text NOT NULL,
    shown    text NOT NULL,
    answer   text NOT NULL
);

-- Labels that a model has been seen to give: what a reviewer is offered without a hint at this case's own.
CREATE TABLE review_label (
    model_id text NOT NULL,
    label    text NOT NULL,
    PRIMARY KEY (model_id, label)
);

-- One accepted verdict a seat: the key holds it.
CREATE TABLE review_verdict (
    task_id  uuid NOT NULL,
    seat     integer NOT NULL,
    token    bigint NOT NULL,
    case_id  text NOT NULL,
    reviewer text NOT NULL,
    verdict  text NOT NULL,
    label    text,
    action   text,
    blind    boolean NOT NULL,
    given_at timestamptz NOT NULL,
    PRIMARY KEY (task_id, seat)
);
