-- The board tells of each report how long it was at which desk, who is to act and since when, returns and attainment.
-- Made anew from the first event.
TRUNCATE report;
DELETE FROM taken WHERE reader = 'reports';
DELETE FROM position WHERE processor = 'reports';
DELETE FROM dead_letter WHERE reader = 'reports';
ALTER TABLE report ADD COLUMN board json NOT NULL;
COMMENT ON COLUMN report.board IS 'its line on the board of the year';
