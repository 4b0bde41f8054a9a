-- The journal and the history of accounts are sealed row by row, as events are: position is the order in which rows are
-- followed, and salt keeps a guess at what is in a row from being confirmed by the public log.
ALTER TABLE journal
    ADD COLUMN position bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
    ADD COLUMN salt     uuid   NOT NULL DEFAULT gen_random_uuid();
COMMENT ON TABLE journal IS
    'Every row is final when it is added, and is sealed as it is then. What is still being counted stands elsewhere, and becomes a row when its time is over';
GRANT SELECT ON SEQUENCE journal_position_seq TO liuhen_app;

-- What each account was from a moment on, until the account's next row. Password hashes are never in it.
CREATE TABLE account_history (
    position          bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id                uuid        NOT NULL UNIQUE,
    at                timestamptz NOT NULL,
    account_id        uuid        NOT NULL,
    username          text,
    name              text        NOT NULL,
    organisation_id   text        NOT NULL,
    organisation_name text,
    post              text        NOT NULL,
    roles             text[]      NOT NULL,
    enabled           boolean,
    removed           boolean     NOT NULL,
    changed_by        text,
    salt              uuid        NOT NULL DEFAULT gen_random_uuid()
);
CREATE INDEX account_history_account ON account_history (account_id, position);
COMMENT ON TABLE account_history IS
    'Kept by triggers and sealed. What was entered when this table was made has no changed_by, and is what access.held knew: of what was over by then, whether it was enabled is not known';
COMMENT ON COLUMN account_history.changed_by IS 'who had signed in to the database, whatever role was taken since';
GRANT SELECT ON account_history TO liuhen_app;
GRANT SELECT ON SEQUENCE account_history_position_seq TO liuhen_app;

CREATE FUNCTION uuid_at(moment timestamptz) RETURNS uuid
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    uuid7 bytea := uuid_send(gen_random_uuid());
BEGIN
    -- PostgreSQL makes them itself only from version 18.
    uuid7 := overlay(uuid7 PLACING substring(int8send(floor(extract(epoch FROM moment) * 1000)::bigint) FROM 3)
                     FROM 1 FOR 6);
    uuid7 := set_byte(uuid7, 6, (get_byte(uuid7, 6) & 15) | 112);
    RETURN encode(uuid7, 'hex')::uuid;
END $$;

-- Emptying the table of accounts left these open.
UPDATE held SET valid_to = now()
WHERE valid_to = 'infinity' AND NOT EXISTS (SELECT FROM account WHERE id = account_id);

-- All that held knows, each stretch as a row, and a row for the end of each account that is gone.
INSERT INTO account_history (id, at, account_id, username, name, organisation_id, organisation_name, post, roles,
                             enabled, removed)
SELECT uuid_at(t.at), t.at, t.account_id, a.username, t.name, t.organisation_id, o.name, t.post,
       ARRAY(SELECT role FROM unnest(t.roles) role ORDER BY role COLLATE "C"),
       CASE WHEN t.valid_to = 'infinity' AND NOT t.removed THEN a.enabled END, t.removed
FROM (SELECT h.*, h.valid_from AS at, false AS removed FROM held h
      UNION ALL
      SELECT h.*, h.valid_to, true FROM held h
      WHERE h.valid_to <> 'infinity'
        AND NOT EXISTS (SELECT FROM held n WHERE n.account_id = h.account_id AND n.valid_from = h.valid_to)) t
LEFT JOIN account a ON a.id = t.account_id
LEFT JOIN organisation o ON o.id = t.organisation_id
ORDER BY t.at, t.removed;

-- As the owner, since whoever may change an account need not be allowed to write here. What is the same as before is no
-- change. One after the other: an account's positions are in the order of its changes.
CREATE FUNCTION keep_history(changed uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    moment timestamptz;
    before access.account_history;
    after  access.account_history;
BEGIN
    PERFORM FROM access.held WHERE account_id = changed AND valid_to = 'infinity' FOR UPDATE;
    SELECT * INTO before FROM access.account_history WHERE account_id = changed ORDER BY position DESC LIMIT 1;
    SELECT before.position, before.id, before.at, a.id, a.username, a.name, a.organisation_id, o.name, a.post,
           ARRAY(SELECT role FROM access.account_role WHERE account_id = a.id ORDER BY role COLLATE "C"),
           a.enabled, false, before.changed_by, before.salt
    INTO after
    FROM access.account a JOIN access.organisation o ON o.id = a.organisation_id WHERE a.id = changed;
    IF after.account_id IS NULL THEN
        after := before;
        after.removed := true;
    END IF;
    IF after.account_id IS NULL OR after IS NOT DISTINCT FROM before THEN
        RETURN;
    END IF;
    -- The clock may be set back; the order of a history is not.
    moment := greatest(clock_timestamp(), before.at + interval '1 microsecond');
    INSERT INTO access.account_history (id, at, account_id, username, name, organisation_id, organisation_name, post,
                                        roles, enabled, removed, changed_by)
    VALUES (access.uuid_at(moment), moment, changed, after.username, after.name, after.organisation_id,
            after.organisation_name, after.post, after.roles, after.enabled, after.removed, session_user);
    IF (after.name, after.organisation_id, after.post, after.roles, after.removed)
       IS DISTINCT FROM (before.name, before.organisation_id, before.post, before.roles, before.removed) THEN
        UPDATE access.held SET valid_to = moment WHERE account_id = changed AND valid_to = 'infinity';
        IF NOT after.removed THEN
            INSERT INTO access.held
            VALUES (changed, after.organisation_id, after.name, after.post, after.roles, moment, 'infinity');
        END IF;
    END IF;
END $$;

CREATE FUNCTION keep_account_history() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF TG_OP = 'TRUNCATE' THEN
        PERFORM access.keep_history(account_id) FROM access.held WHERE valid_to = 'infinity';
        RETURN NULL;
    END IF;
    IF TG_OP <> 'INSERT' THEN
        PERFORM access.keep_history(OLD.id);
    END IF;
    IF TG_OP <> 'DELETE' THEN
        PERFORM access.keep_history(NEW.id);
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION keep_role_history() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF TG_OP = 'TRUNCATE' THEN
        PERFORM access.keep_history(account_id) FROM access.held WHERE valid_to = 'infinity';
        RETURN NULL;
    END IF;
    IF TG_OP <> 'INSERT' THEN
        PERFORM access.keep_history(OLD.account_id);
    END IF;
    IF TG_OP <> 'DELETE' THEN
        PERFORM access.keep_history(NEW.account_id);
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION keep_organisation_history() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM access.keep_history(id) FROM access.account WHERE organisation_id = NEW.id ORDER BY id;
    RETURN NULL;
END $$;

REVOKE ALL ON FUNCTION uuid_at(timestamptz), keep_history(uuid), keep_account_history(), keep_role_history(),
    keep_organisation_history() FROM PUBLIC;

DROP TRIGGER held ON account;
DROP TRIGGER held ON account_role;
DROP TRIGGER held_emptied ON account_role;
DROP FUNCTION keep_account_held(), keep_role_held(), keep_held(uuid);

CREATE TRIGGER history AFTER INSERT OR DELETE OR UPDATE ON account
    FOR EACH ROW EXECUTE FUNCTION keep_account_history();
CREATE TRIGGER history_emptied AFTER TRUNCATE ON account
    FOR EACH STATEMENT EXECUTE FUNCTION keep_account_history();
CREATE TRIGGER history AFTER INSERT OR DELETE OR UPDATE ON account_role
    FOR EACH ROW EXECUTE FUNCTION keep_role_history();
CREATE TRIGGER history_emptied AFTER TRUNCATE ON account_role
    FOR EACH STATEMENT EXECUTE FUNCTION keep_role_history();
CREATE TRIGGER history_renamed AFTER UPDATE ON organisation
    FOR EACH ROW EXECUTE FUNCTION keep_organisation_history();
