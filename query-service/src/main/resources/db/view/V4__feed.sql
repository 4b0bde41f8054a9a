-- The feed may bring an event again, from wherever it comes: how far each reader is in each report says whether it is new.
CREATE TABLE taken (
    reader    varchar(60)  NOT NULL,
    report_id varchar(120) NOT NULL,
    version   bigint       NOT NULL,
    before    bigint       NOT NULL,
    PRIMARY KEY (reader, report_id)
);
COMMENT ON COLUMN taken.before IS 'the version from which the last step was made: another one is refused';
INSERT INTO taken (reader, report_id, version, before)
SELECT 'report', report_id, max(version), 0 FROM past_event GROUP BY report_id
UNION ALL SELECT 'history', report_id, max(version), 0 FROM history GROUP BY report_id
UNION ALL SELECT 'inbox', report_id, version, 0 FROM inbox_version
UNION ALL SELECT 'reports', report_id, (item ->> 'version')::bigint, 0 FROM report WHERE valid_to = 'infinity';
DROP TABLE inbox_version;

-- Events that a reader could not take, and those of the same report that came after them.
CREATE TABLE dead_letter (
    dead_letter_id      varchar(255) PRIMARY KEY,
    reader              varchar(255) NOT NULL,
    report_id           varchar(255) NOT NULL,
    place               bigint       NOT NULL,
    message_type        varchar(255) NOT NULL,
    event_id            varchar(255) NOT NULL,
    recorded_at         varchar(255) NOT NULL,
    name                varchar(255) NOT NULL,
    revision            varchar(255),
    payload             bytea        NOT NULL,
    metadata            bytea,
    stream_type         varchar(255),
    stream_id           varchar(255),
    sequence            bigint,
    token_type          varchar(255),
    token               bytea,
    enqueued_at         varchar(255) NOT NULL,
    last_touched        varchar(255),
    processing_started  varchar(255),
    cause_type          varchar(255),
    cause_message       varchar(1023),
    diagnostics         bytea,
    UNIQUE (reader, report_id, place)
);
COMMENT ON TABLE dead_letter IS 'The first of each reader and report is the one that failed; place counts within them';

-- The instances that read, so that they share the reports evenly.
CREATE TABLE instance (
    node    varchar(120) PRIMARY KEY,
    seen_at timestamptz  NOT NULL
);
