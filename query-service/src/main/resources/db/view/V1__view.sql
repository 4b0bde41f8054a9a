-- What is shown. All of it can be thrown away and made again from the record.
GRANT USAGE ON SCHEMA view TO liuhen_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA view GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE ON TABLES TO liuhen_app;

-- How far each reader of the feed has come, written in the transaction of what it wrote.
CREATE TABLE position (
    processor  varchar(60) NOT NULL,
    segment    int         NOT NULL,
    token      bytea,
    token_type varchar(255),
    claimed_at varchar(40),
    owner      varchar(120),
    PRIMARY KEY (processor, segment)
);

-- report: the events themselves, and states to start a fold from
CREATE TABLE past_event (
    report_id   varchar(120) NOT NULL,
    version     bigint       NOT NULL,
    event_id    varchar(36)  NOT NULL,
    name        varchar(60)  NOT NULL,
    revision    varchar(10)  NOT NULL,
    recorded_at timestamptz  NOT NULL,
    payload     bytea        NOT NULL,
    metadata    bytea        NOT NULL,
    PRIMARY KEY (report_id, version)
);
CREATE INDEX past_event_time ON past_event (report_id, recorded_at, version);
CREATE TABLE past_state (
    report_id varchar(120) NOT NULL,
    version   bigint       NOT NULL,
    revision  varchar(10)  NOT NULL,
    state     bytea        NOT NULL,
    PRIMARY KEY (report_id, version)
);
COMMENT ON COLUMN past_state.revision IS 'of the shape of the state; others are not read';

-- history: one line an event
CREATE TABLE history (
    report_id   varchar(120) NOT NULL,
    version     bigint       NOT NULL,
    event_id    varchar(36)  NOT NULL,
    type        varchar(60)  NOT NULL,
    recorded_at timestamptz  NOT NULL,
    actor_id    varchar(120) NOT NULL,
    actor       json         NOT NULL,
    section     varchar(64),
    summary     text         NOT NULL,
    changes     json         NOT NULL,
    reason      text,
    request_id  varchar(60)  NOT NULL,
    PRIMARY KEY (report_id, version)
);
CREATE INDEX history_section ON history (report_id, section, version);
CREATE INDEX history_actor ON history (report_id, actor_id, version);
CREATE INDEX history_type ON history (report_id, type, version);

-- inbox: what waits for somebody, and what each person did
CREATE TABLE task (
    report_id     varchar(120) NOT NULL,
    task          varchar(160) NOT NULL,
    step          varchar(40)  NOT NULL,
    department_id varchar(64),
    barred        text[]       NOT NULL,
    since         timestamptz  NOT NULL,
    item          json         NOT NULL,
    PRIMARY KEY (report_id, task)
);
COMMENT ON COLUMN task.department_id IS 'where set, only for people of this department';
COMMENT ON COLUMN task.barred IS 'whom the segregation of duties keeps from it';
CREATE INDEX task_step ON task (step, since, report_id, task);
CREATE TABLE deed (
    person_id   varchar(120) NOT NULL,
    box         varchar(10)  NOT NULL,
    report_id   varchar(120) NOT NULL,
    subject     varchar(160) NOT NULL,
    since       timestamptz  NOT NULL,
    item        json         NOT NULL,
    PRIMARY KEY (person_id, box, report_id, subject)
);
CREATE INDEX deed_since ON deed (person_id, box, since, report_id, subject);

-- reports: one line a report
CREATE TABLE report (
    report_id     varchar(120) PRIMARY KEY,
    department_id varchar(64)  NOT NULL,
    fiscal_year   int          NOT NULL,
    stage         varchar(60)  NOT NULL,
    department_roles text[]    NOT NULL,
    admitted      text[]       NOT NULL,
    item          json         NOT NULL
);
COMMENT ON COLUMN report.department_roles IS 'roles that see it within its department';
COMMENT ON COLUMN report.admitted IS 'roles that see it from anywhere, by the desks it has reached';
CREATE INDEX report_year ON report (fiscal_year DESC, report_id);

-- how far the inbox has come in each report
CREATE TABLE inbox_version (
    report_id varchar(120) PRIMARY KEY,
    version   bigint       NOT NULL
);
