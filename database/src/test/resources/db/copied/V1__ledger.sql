CREATE TABLE ledger (
    position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name     text NOT NULL,
    bytes    bytea,
    length   int GENERATED ALWAYS AS (length(name)) STORED
);
CREATE TABLE unsorted (line text, follows bigint REFERENCES ledger);
INSERT INTO unsorted VALUES ('what the script itself enters');
CREATE FUNCTION keep() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'kept'; END $$;
CREATE TRIGGER kept BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger FOR EACH STATEMENT EXECUTE FUNCTION keep();
CREATE FUNCTION stamp() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.name := NEW.name || '!'; RETURN NEW; END $$;
CREATE TRIGGER stamped BEFORE INSERT ON ledger FOR EACH ROW EXECUTE FUNCTION stamp();
