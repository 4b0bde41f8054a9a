-- Events are kept column by column as they were stored, so that each can be held against its leaf in the sealed log; of the log what
-- was published is kept. All is made anew from the first event.
DROP TABLE past_event, sealed;
TRUNCATE past_state, history, task, deed, report, taken, position, dead_letter;

CREATE TABLE past_event (
    position    bigint       NOT NULL,
    event_id    varchar(36)  NOT NULL,
    report_id   varchar(120) NOT NULL,
    sequence    bigint       NOT NULL,
    stream_type varchar(40),
    recorded_at varchar(40)  NOT NULL,
    name        varchar(60)  NOT NULL,
    revision    varchar(10)  NOT NULL,
    payload     bytea        NOT NULL,
    metadata    bytea        NOT NULL,
    version     bigint       NOT NULL GENERATED ALWAYS AS (sequence + 1) STORED,
    moment      timestamptz  NOT NULL,
    PRIMARY KEY (report_id, version)
);
COMMENT ON TABLE past_event IS 'The columns of record.event, byte for byte, and two to find them by';
COMMENT ON COLUMN past_event.moment IS 'recorded_at as a time: what is found by it is held against recorded_at';
CREATE INDEX past_event_time ON past_event (report_id, moment, version);

CREATE TABLE sealed (
    path  text  PRIMARY KEY,
    bytes bytea NOT NULL
);
COMMENT ON TABLE sealed IS 'What the command side has published of its log, by the path it was read from: checkpoint, tiles, bundles';
