ALTER TABLE ledger ADD COLUMN later text;
