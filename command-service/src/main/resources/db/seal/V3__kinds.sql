-- Not only events are sealed. Both tables change their columns' names, so that a command service of an earlier release beside
-- a later one seals nothing: it would take other rows' positions for those of events.
ALTER TABLE leaf RENAME COLUMN event_id TO row_id;
ALTER TABLE leaf ADD COLUMN kind varchar(20) NOT NULL DEFAULT 'event';
ALTER TABLE leaf ALTER COLUMN kind DROP DEFAULT;
ALTER TABLE leaf DROP CONSTRAINT leaf_position_key;
ALTER TABLE leaf ADD UNIQUE (kind, position);
ALTER INDEX leaf_event RENAME TO leaf_row;
COMMENT ON TABLE leaf IS 'The order in which rows were sealed. kind says of which table, position and row_id which row; row_hash is over all its columns';

ALTER TABLE progress RENAME COLUMN consumer TO kind;
ALTER TABLE progress ADD COLUMN leaves bigint NOT NULL DEFAULT 0;
UPDATE progress SET kind = 'event', leaves = (SELECT count(*) FROM leaf) WHERE kind = 'seal';
COMMENT ON COLUMN progress.leaves IS 'how many rows of this kind are sealed: whoever remembers another number begins from the tables again';
