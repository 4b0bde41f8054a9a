-- A log that another takes the place of is kept as it was: its leaves, its tree, what was signed and who cosigned, by its number.
-- The tables of the log that goes on are emptied for it by their owner; nobody else can.
CREATE TABLE succession (
    number    bigint      PRIMARY KEY CHECK (number > 0),
    id        text        NOT NULL UNIQUE,
    document  text        NOT NULL,
    begun_at  timestamptz NOT NULL
);
COMMENT ON TABLE succession IS 'How a log began after another. number is that of the log before, in the tables beside; the first leaf of the log that began commits to document';
GRANT SELECT ON succession TO liuhen_app;

CREATE TABLE former_leaf        (number bigint NOT NULL, LIKE leaf, PRIMARY KEY (number, index));
CREATE TABLE former_tile        (number bigint NOT NULL, LIKE tile, PRIMARY KEY (number, level, index));
CREATE TABLE former_checkpoint  (number bigint NOT NULL, LIKE checkpoint, PRIMARY KEY (number, size));
CREATE TABLE former_cosignature (number bigint NOT NULL, size bigint NOT NULL, witness text NOT NULL, line text NOT NULL,
                                 signed_at timestamptz NOT NULL);
GRANT SELECT ON former_leaf, former_tile, former_checkpoint, former_cosignature TO liuhen_app;
