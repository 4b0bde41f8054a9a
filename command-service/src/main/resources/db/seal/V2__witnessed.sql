-- Which checkpoints had the quorum, by which policy: known when the last cosignature came, not looked for at each question.
CREATE TABLE witnessed (
    size   bigint NOT NULL REFERENCES checkpoint,
    policy text   NOT NULL,
    PRIMARY KEY (policy, size)
);
COMMENT ON COLUMN witnessed.policy IS 'SHA-256 of the policy in base 64: another policy begins anew';
GRANT SELECT, INSERT ON witnessed TO liuhen_app;

-- A witness may change its key, and sign with both for a while.
ALTER TABLE cosignature ADD COLUMN key_id bytea NOT NULL
    GENERATED ALWAYS AS (substring(decode(split_part(line, ' ', 3), 'base64') FROM 1 FOR 4)) STORED;
ALTER TABLE cosignature DROP CONSTRAINT cosignature_pkey;
ALTER TABLE cosignature ADD PRIMARY KEY (size, witness, key_id);
