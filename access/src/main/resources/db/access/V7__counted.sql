-- What was refused again and again is counted, and becomes one entry of the journal when its time is over.
ALTER TABLE journal
    ADD COLUMN times    bigint,
    ADD COLUMN first_at timestamptz,
    ADD COLUMN last_at  timestamptz,
    ADD COLUMN samples  text[];
COMMENT ON COLUMN journal.times IS 'how many requests this entry stands for; null where it is one';
COMMENT ON COLUMN journal.samples IS 'some of what was asked for, or of the names that were tried';

CREATE TABLE counted (
    window_at         timestamptz NOT NULL,
    who               text        NOT NULL,
    person_id         text,
    person_name       text,
    organisation_id   text,
    organisation_name text,
    post              text,
    username          text,
    address           text,
    status            int         NOT NULL,
    code              text        NOT NULL,
    times             bigint      NOT NULL,
    first_at          timestamptz NOT NULL,
    last_at           timestamptz NOT NULL,
    samples           text[]      NOT NULL,
    PRIMARY KEY (window_at, who)
);
COMMENT ON TABLE counted IS 'Windows that are open: any instance adds to them, and any closes them';
GRANT SELECT, INSERT, UPDATE, DELETE ON counted TO liuhen_app;
