-- A line of an inbox says what the section is called and which revision of its text it is of; the trail writes a chapter's number
-- once. Both are made anew from the first event.
TRUNCATE task, deed, history;
DELETE FROM taken WHERE reader IN ('inbox', 'history');
DELETE FROM position WHERE processor IN ('inbox', 'history');
DELETE FROM dead_letter WHERE reader IN ('inbox', 'history');
