-- What a session rests on. Each change of a password, of a lock, of an organisation or of a role begins a new generation of
-- the account's sessions, whoever makes the change, and those of the one before are over.
CREATE TABLE generation (
    account_id uuid   PRIMARY KEY REFERENCES account ON DELETE CASCADE,
    number     bigint NOT NULL
);
COMMENT ON TABLE generation IS 'An account without a row is in its generation 0';
GRANT SELECT ON generation TO liuhen_app;

-- Browsers that somebody signed in from before. A failure elsewhere does not keep them out.
CREATE TABLE known_browser (
    account_id uuid        NOT NULL REFERENCES account ON DELETE CASCADE,
    token_hash bytea       NOT NULL,
    seen_at    timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (account_id, token_hash)
);
CREATE INDEX known_browser_token ON known_browser (token_hash);
COMMENT ON COLUMN known_browser.token_hash IS 'SHA-256 of what the browser''s cookie holds';
GRANT SELECT, INSERT, UPDATE, DELETE ON known_browser TO liuhen_app;

-- The beginning of a session's attribute is the identifier of its account.
CREATE INDEX session_account ON session_attributes (substring(attribute_bytes FROM 1 FOR 36))
    WHERE attribute_name = 'account';

-- As the owner, since whoever may change an account need not be allowed to end a session.
CREATE FUNCTION end_sessions(changed uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO access.generation (account_id, number)
    SELECT id, 1 FROM access.account WHERE id = changed
    ON CONFLICT (account_id) DO UPDATE SET number = generation.number + 1;
    DELETE FROM access.session s USING access.session_attributes a
    WHERE a.session_primary_id = s.primary_id AND a.attribute_name = 'account'
      AND substring(a.attribute_bytes FROM 1 FOR 36) = convert_to(changed::text, 'UTF8');
END $$;

CREATE FUNCTION end_sessions_of_account() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NEW.password_hash <> OLD.password_hash THEN
        DELETE FROM access.known_browser WHERE account_id = NEW.id;
    END IF;
    PERFORM access.end_sessions(NEW.id);
    RETURN NULL;
END $$;

CREATE FUNCTION end_sessions_of_role() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF TG_OP = 'TRUNCATE' THEN
        PERFORM access.end_sessions(id) FROM access.account;
        RETURN NULL;
    END IF;
    IF TG_OP <> 'INSERT' THEN
        PERFORM access.end_sessions(OLD.account_id);
    END IF;
    IF TG_OP <> 'DELETE' THEN
        PERFORM access.end_sessions(NEW.account_id);
    END IF;
    RETURN NULL;
END $$;

REVOKE ALL ON FUNCTION end_sessions(uuid), end_sessions_of_account(), end_sessions_of_role() FROM PUBLIC;

-- When the change is committed: whoever leaves theirs open holds up nobody's requests meanwhile.
CREATE CONSTRAINT TRIGGER sessions_end AFTER UPDATE OF password_hash, enabled, organisation_id ON account
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN ((OLD.password_hash, OLD.enabled, OLD.organisation_id)
          IS DISTINCT FROM (NEW.password_hash, NEW.enabled, NEW.organisation_id))
    EXECUTE FUNCTION end_sessions_of_account();
CREATE CONSTRAINT TRIGGER sessions_end AFTER INSERT OR DELETE OR UPDATE ON account_role
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION end_sessions_of_role();
CREATE TRIGGER sessions_end_all AFTER TRUNCATE ON account_role
    FOR EACH STATEMENT EXECUTE FUNCTION end_sessions_of_role();

-- What an organisation is, where its file says so.
ALTER TABLE organisation
    ADD COLUMN kind text CHECK (kind IN ('DEPARTMENT', 'FINANCE_BUREAU', 'PEOPLES_CONGRESS', 'AUDIT_OFFICE'));
