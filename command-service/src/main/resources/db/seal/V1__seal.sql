-- The sealed log: which event is which leaf, the tiles of the tree, and what was signed of it. Leaves, checkpoints and
-- cosignatures are added and read, nothing else; whoever changes them all the same is found out by the signatures.
GRANT USAGE ON SCHEMA seal TO liuhen_app;

CREATE TABLE leaf (
    index    bigint      PRIMARY KEY CHECK (index >= 0),
    position bigint      NOT NULL UNIQUE,
    event_id varchar(36) NOT NULL,
    row_hash bytea       NOT NULL
);
COMMENT ON TABLE leaf IS 'The order in which events were sealed. position is the row of record.event; row_hash is over all its columns';
CREATE INDEX leaf_event ON leaf (event_id);
GRANT SELECT, INSERT ON leaf TO liuhen_app;

-- C2SP tlog-tiles: 32 bytes a hash. Tiles at the right edge grow.
CREATE TABLE tile (
    level  smallint NOT NULL,
    index  bigint   NOT NULL,
    hashes bytea    NOT NULL,
    PRIMARY KEY (level, index)
);
GRANT SELECT, INSERT, UPDATE ON tile TO liuhen_app;

CREATE TABLE checkpoint (
    size      bigint      PRIMARY KEY,
    note      text        NOT NULL,
    signed_at timestamptz NOT NULL
);
COMMENT ON COLUMN checkpoint.note IS 'signed by the log alone; cosignatures are beside it';
GRANT SELECT, INSERT ON checkpoint TO liuhen_app;

CREATE TABLE cosignature (
    size      bigint      NOT NULL REFERENCES checkpoint,
    witness   text        NOT NULL,
    line      text        NOT NULL,
    signed_at timestamptz NOT NULL,
    PRIMARY KEY (size, witness)
);
GRANT SELECT, INSERT ON cosignature TO liuhen_app;

-- Up to where every event is sealed or will never be: where to look for latecomers after a restart.
CREATE TABLE progress (
    consumer varchar(40) PRIMARY KEY,
    settled  bigint      NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON progress TO liuhen_app;
