-- The board and the inboxes keep what they were: a row is valid from a moment to a moment, the present ones to infinity.
-- Made anew from the first event.
DROP TABLE task, deed, report;
TRUNCATE inbox_version;
DELETE FROM position WHERE processor IN ('inbox', 'reports');

CREATE TABLE task (
    report_id     varchar(120) NOT NULL,
    task          varchar(160) NOT NULL,
    step          varchar(40)  NOT NULL,
    department_id varchar(64),
    barred        text[]       NOT NULL,
    since         timestamptz  NOT NULL,
    item          json         NOT NULL,
    valid_from    timestamptz  NOT NULL,
    valid_to      timestamptz  NOT NULL
);
COMMENT ON COLUMN task.department_id IS 'where set, only for people of this department';
COMMENT ON COLUMN task.barred IS 'whom the segregation of duties keeps from it';
CREATE UNIQUE INDEX task_now ON task (report_id, task) WHERE valid_to = 'infinity';
CREATE INDEX task_step_now ON task (step, since, report_id, task) WHERE valid_to = 'infinity';
CREATE INDEX task_then ON task USING gist (tstzrange(valid_from, valid_to));

CREATE TABLE deed (
    person_id  varchar(120) NOT NULL,
    box        varchar(10)  NOT NULL,
    report_id  varchar(120) NOT NULL,
    subject    varchar(160) NOT NULL,
    since      timestamptz  NOT NULL,
    item       json         NOT NULL,
    valid_from timestamptz  NOT NULL,
    valid_to   timestamptz  NOT NULL
);
CREATE UNIQUE INDEX deed_now ON deed (person_id, box, report_id, subject) WHERE valid_to = 'infinity';
CREATE INDEX deed_since_now ON deed (person_id, box, since, report_id, subject) WHERE valid_to = 'infinity';
CREATE INDEX deed_then ON deed (person_id, box, valid_from);

CREATE TABLE report (
    report_id     varchar(120) NOT NULL,
    department_id varchar(64)  NOT NULL,
    fiscal_year   int          NOT NULL,
    stage         varchar(60)  NOT NULL,
    department_roles text[]    NOT NULL,
    admitted      text[]       NOT NULL,
    item          json         NOT NULL,
    valid_from    timestamptz  NOT NULL,
    valid_to      timestamptz  NOT NULL
);
COMMENT ON COLUMN report.department_roles IS 'roles that see it within its department';
COMMENT ON COLUMN report.admitted IS 'roles that see it from anywhere, by the desks it has reached';
CREATE UNIQUE INDEX report_now ON report (report_id) WHERE valid_to = 'infinity';
CREATE INDEX report_year_now ON report (fiscal_year DESC, report_id) WHERE valid_to = 'infinity';
CREATE INDEX report_then ON report USING gist (tstzrange(valid_from, valid_to));
