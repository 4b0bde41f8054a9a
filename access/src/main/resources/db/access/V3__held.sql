-- What each account was at a moment, for whoever looks back: its roles, its organisation, its name and post.
CREATE TABLE held (
    account_id      uuid        NOT NULL,
    organisation_id text        NOT NULL,
    name            text        NOT NULL,
    post            text        NOT NULL,
    roles           text[]      NOT NULL,
    valid_from      timestamptz NOT NULL,
    valid_to        timestamptz NOT NULL
);
CREATE UNIQUE INDEX held_now ON held (account_id) WHERE valid_to = 'infinity';
CREATE INDEX held_then ON held (account_id, valid_from);
COMMENT ON TABLE held IS 'Kept by triggers. Accounts that were there before it are taken to have been as they are now';
GRANT SELECT ON held TO liuhen_app;

INSERT INTO held
SELECT id, organisation_id, name, post, ARRAY(SELECT role FROM account_role WHERE account_id = id), created_at, 'infinity'
FROM account;

-- As the owner, since whoever may change an account need not be allowed to write here.
CREATE FUNCTION keep_held(changed uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    moment timestamptz;
BEGIN
    PERFORM FROM access.held WHERE account_id = changed AND valid_to = 'infinity' FOR UPDATE;
    moment := clock_timestamp();
    UPDATE access.held SET valid_to = moment WHERE account_id = changed AND valid_to = 'infinity';
    INSERT INTO access.held
    SELECT id, organisation_id, name, post, ARRAY(SELECT role FROM access.account_role WHERE account_id = id),
           moment, 'infinity'
    FROM access.account WHERE id = changed;
END $$;

CREATE FUNCTION keep_account_held() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM access.keep_held(CASE TG_OP WHEN 'DELETE' THEN OLD.id ELSE NEW.id END);
    RETURN NULL;
END $$;

CREATE FUNCTION keep_role_held() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF TG_OP = 'TRUNCATE' THEN
        PERFORM access.keep_held(id) FROM access.account;
        RETURN NULL;
    END IF;
    IF TG_OP <> 'INSERT' THEN
        PERFORM access.keep_held(OLD.account_id);
    END IF;
    IF TG_OP <> 'DELETE' THEN
        PERFORM access.keep_held(NEW.account_id);
    END IF;
    RETURN NULL;
END $$;

REVOKE ALL ON FUNCTION keep_held(uuid), keep_account_held(), keep_role_held() FROM PUBLIC;

CREATE TRIGGER held AFTER INSERT OR DELETE OR UPDATE OF organisation_id, name, post ON account
    FOR EACH ROW EXECUTE FUNCTION keep_account_held();
CREATE TRIGGER held AFTER INSERT OR DELETE OR UPDATE ON account_role
    FOR EACH ROW EXECUTE FUNCTION keep_role_held();
CREATE TRIGGER held_emptied AFTER TRUNCATE ON account_role
    FOR EACH STATEMENT EXECUTE FUNCTION keep_role_held();
