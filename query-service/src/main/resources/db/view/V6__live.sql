-- What moved since somebody last looked: each row says in which transaction it did. A position is the oldest transaction that
-- was still under way at a look, so that whatever was written before and is committed later is found by the next one.
ALTER TABLE taken ADD COLUMN moved xid8 NOT NULL DEFAULT pg_current_xact_id();
COMMENT ON COLUMN taken.moved IS 'the transaction that wrote the version';
CREATE INDEX taken_moved ON taken (moved);

-- Whose inbox a report may be in before they may see it: a ruling is asked of the finance bureau from the first desk.
CREATE INDEX task_beyond ON task (report_id, step) WHERE department_id IS NULL;

-- Transactions are numbered by their database, and a position of another one means nothing here.
CREATE TABLE origin (
    id uuid NOT NULL
);
COMMENT ON TABLE origin IS 'Which database this is: one row, and no part of what is made from the record';
INSERT INTO origin VALUES (gen_random_uuid());
