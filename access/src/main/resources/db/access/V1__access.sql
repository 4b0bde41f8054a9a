-- Who may sign in, who is signed in, and what was refused. Made by the owner; the services work as liuhen_app.
GRANT USAGE ON SCHEMA access TO liuhen_app;

CREATE TABLE organisation (
    id   text PRIMARY KEY CHECK (id ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
    name text NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON organisation TO liuhen_app;

CREATE TABLE account (
    id              uuid PRIMARY KEY,
    username        text NOT NULL UNIQUE CHECK (length(username) BETWEEN 1 AND 64),
    name            text NOT NULL,
    organisation_id text NOT NULL REFERENCES organisation,
    post            text NOT NULL,
    password_hash   text NOT NULL,
    demonstration   boolean NOT NULL DEFAULT false,
    enabled         boolean NOT NULL DEFAULT true,
    created_at      timestamptz NOT NULL DEFAULT now()
);
GRANT SELECT, INSERT, UPDATE ON account TO liuhen_app;

CREATE TABLE account_role (
    account_id uuid NOT NULL REFERENCES account,
    role       text NOT NULL,
    PRIMARY KEY (account_id, role)
);
-- An account is never deleted, only disabled; a role is revoked by deleting its row.
GRANT SELECT, INSERT, DELETE ON account_role TO liuhen_app;

-- As Spring Session 4 wants them (org/springframework/session/jdbc/schema-postgresql.sql).
CREATE TABLE session (
    primary_id            char(36) PRIMARY KEY,
    session_id            char(36) NOT NULL UNIQUE,
    creation_time         bigint   NOT NULL,
    last_access_time      bigint   NOT NULL,
    max_inactive_interval int      NOT NULL,
    expiry_time           bigint   NOT NULL,
    principal_name        varchar(100)
);
CREATE INDEX session_expiry ON session (expiry_time);
CREATE INDEX session_principal ON session (principal_name);

CREATE TABLE session_attributes (
    session_primary_id char(36)     NOT NULL REFERENCES session (primary_id) ON DELETE CASCADE,
    attribute_name     varchar(200) NOT NULL,
    attribute_bytes    bytea        NOT NULL,
    PRIMARY KEY (session_primary_id, attribute_name)
);
GRANT SELECT, INSERT, UPDATE, DELETE ON session, session_attributes TO liuhen_app;

-- Sign-ins, sign-outs and refusals: the application adds and reads, and cannot rewrite.
CREATE TABLE journal (
    id         uuid PRIMARY KEY,
    at         timestamptz NOT NULL,
    request_id uuid,
    person_id  text,
    username   text,
    address    text,
    method     text NOT NULL,
    path       text NOT NULL,
    status     int  NOT NULL,
    code       text NOT NULL,
    detail     text
);
CREATE INDEX journal_at ON journal (at);
GRANT SELECT, INSERT ON journal TO liuhen_app;
