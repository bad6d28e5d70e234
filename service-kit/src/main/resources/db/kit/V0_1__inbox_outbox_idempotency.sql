-- Where each consumer stands: the next offset of each partition, moved by compare-and-set with the effects.
CREATE TABLE inbox_offset (
    consumer    text   NOT NULL,
    topic       text   NOT NULL,
    partition   int    NOT NULL,
    next_offset bigint NOT NULL,
    PRIMARY KEY (consumer, topic, partition)
) WITH (fillfactor = 50);

CREATE SEQUENCE outbox_seq;

-- Events that are committed but not yet on Kafka, as the bytes that will be there.
CREATE TABLE outbox (
    shard       smallint    NOT NULL,
    seq         bigint      NOT NULL,
    topic       text        NOT NULL,
    key         text,
    value       bytea,
    headers     bytea       NOT NULL,
    appended_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (shard, seq)
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);

-- Rows live for milliseconds: compressing them would be work for nothing.
ALTER TABLE outbox ALTER COLUMN value SET STORAGE EXTERNAL;

-- producerSeq by key. Its row lock is the key's lock: whoever holds it draws the next outbox_seq.
CREATE TABLE outbox_sequence (
    key      text PRIMARY KEY,
    last_seq bigint NOT NULL
) WITH (fillfactor = 80);

-- The batch that a shard's owner last set out to send, written before Kafka heard of it.
CREATE TABLE outbox_batch (
    shard  smallint PRIMARY KEY,
    number bigint   NOT NULL,
    seqs   bigint[] NOT NULL
);

CREATE TABLE idempotency_key (
    caller      text        NOT NULL,
    key         text        NOT NULL,
    request     bytea       NOT NULL,
    status      int,
    answer      text,
    created_at  timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (caller, key)
);
CREATE INDEX idempotency_key_by_age ON idempotency_key (created_at);
