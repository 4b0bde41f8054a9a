-- The record: what happened, for ever. The application's role may add and read, nothing else.
GRANT USAGE ON SCHEMA record TO liuhen_app;

CREATE TABLE event (
    position    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    event_id    varchar(36)  NOT NULL UNIQUE,
    report_id   varchar(120) NOT NULL,
    sequence    bigint       NOT NULL CHECK (sequence >= 0),
    stream_type varchar(40),
    recorded_at varchar(40)  NOT NULL,
    name        varchar(60)  NOT NULL,
    revision    varchar(10)  NOT NULL,
    payload     bytea        NOT NULL,
    metadata    bytea        NOT NULL,
    UNIQUE (report_id, sequence)
);
COMMENT ON TABLE event IS 'Everything that happened. sequence counts within a report from 0; payload and metadata are JSON in UTF-8';
GRANT SELECT, INSERT ON event TO liuhen_app;

-- A folded state to start from. A cache and no record: any fold makes it again.
CREATE TABLE snapshot (
    event_id    varchar(36)  NOT NULL,
    report_id   varchar(120) NOT NULL,
    sequence    bigint       NOT NULL,
    stream_type varchar(40),
    recorded_at varchar(40)  NOT NULL,
    name        varchar(60)  NOT NULL,
    revision    varchar(10)  NOT NULL,
    payload     bytea        NOT NULL,
    metadata    bytea        NOT NULL,
    PRIMARY KEY (report_id, sequence)
);
GRANT SELECT, INSERT, DELETE ON snapshot TO liuhen_app;

-- The first answer to an idempotency key, stored with the events it answered for.
CREATE TABLE receipt (
    person_id   varchar(120) NOT NULL,
    key         uuid         NOT NULL,
    fingerprint char(64)     NOT NULL,
    report_id   varchar(120) NOT NULL,
    version     bigint       NOT NULL,
    revision_id varchar(36),
    at          timestamptz  NOT NULL DEFAULT now(),
    PRIMARY KEY (person_id, key)
);
COMMENT ON COLUMN receipt.fingerprint IS 'SHA-256 in hex of method, path and body: the same key with another one is refused';
GRANT SELECT, INSERT ON receipt TO liuhen_app;
