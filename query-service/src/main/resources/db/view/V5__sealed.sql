-- Apart, the sealed log is the command side's. What it has sealed is read off its public entries, once.
CREATE TABLE sealed (
    index    bigint      PRIMARY KEY,
    event_id varchar(36) NOT NULL UNIQUE
);
COMMENT ON TABLE sealed IS 'Events under a checkpoint that the command side has signed; index is their place in its log';
