-- How far the record has been sent on, and what before that has not come yet.
GRANT USAGE ON SCHEMA relay TO liuhen_app;

CREATE TABLE position (
    topic   text   PRIMARY KEY,
    seen    bigint NOT NULL,
    missing int8multirange NOT NULL
);
COMMENT ON COLUMN position.missing IS 'positions up to seen that were not there when they were looked for, and may still come';
GRANT SELECT, INSERT, UPDATE ON position TO liuhen_app;
