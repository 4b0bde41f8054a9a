-- What people are writing and have not saved: theirs alone, no part of any record, and forgotten after a while.
CREATE TABLE draft (
    account_id uuid        NOT NULL REFERENCES account,
    report     text        NOT NULL,
    section    text        NOT NULL,
    kind       text        NOT NULL,
    title      text,
    content    text        NOT NULL,
    revision   bigint      NOT NULL,
    kept_at    timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (account_id, report, section, kind)
);
CREATE INDEX draft_kept_at ON draft (kept_at);
-- One for all drafts: a number is never given twice, not even to a draft that was thrown away and begun anew.
CREATE SEQUENCE draft_revision;
COMMENT ON COLUMN draft.content IS 'as the screens wrote it: nobody else reads it';
GRANT SELECT, INSERT, UPDATE, DELETE ON draft TO liuhen_app;
GRANT USAGE ON SEQUENCE draft_revision TO liuhen_app;

-- What people often write, in the order they want it.
CREATE TABLE phrases (
    account_id   uuid   PRIMARY KEY REFERENCES account,
    approving    text[] NOT NULL,
    returning_it text[] NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON phrases TO liuhen_app;
