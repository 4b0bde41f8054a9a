-- The journal as auditors read it: who, as they were then; which report; and every change of an account.
ALTER TABLE journal
    ADD COLUMN person_name       text,
    ADD COLUMN organisation_id   text,
    ADD COLUMN organisation_name text,
    ADD COLUMN post              text,
    ADD COLUMN report_id         text,
    ADD COLUMN asked             text,
    -- What happens in the database itself is no request.
    ALTER COLUMN method DROP NOT NULL,
    ALTER COLUMN path   DROP NOT NULL,
    ALTER COLUMN status DROP NOT NULL;
COMMENT ON COLUMN journal.id IS 'UUIDv7: the order of the identifiers is the order of the entries';
COMMENT ON COLUMN journal.username IS 'the name tried at a sign-in, or the account that was changed';
COMMENT ON COLUMN journal.report_id IS 'the report that the path names, whether there is one or not';
COMMENT ON COLUMN journal.asked IS 'what was asked for, in the words of the API description';

-- Each filter of GET /api/journal, newest first, reads only what it shows. Times are found by identifier.
DROP INDEX journal_at;
CREATE INDEX journal_person ON journal (person_id, id);
CREATE INDEX journal_username ON journal (username, id) WHERE username IS NOT NULL;
CREATE INDEX journal_code ON journal (code, id);
CREATE INDEX journal_report ON journal (report_id, id) WHERE report_id IS NOT NULL;

-- An entry that no request makes. Who did it is the one who signed in to the database, whatever role was taken since.
CREATE FUNCTION enter_journal(code text, account text, sentence text) RETURNS void
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    moment timestamptz := clock_timestamp();
    uuid7  bytea       := uuid_send(gen_random_uuid());
BEGIN
    -- PostgreSQL makes them itself only from version 18.
    uuid7 := overlay(uuid7 PLACING substring(int8send(floor(extract(epoch FROM moment) * 1000)::bigint) FROM 3)
                     FROM 1 FOR 6);
    uuid7 := set_byte(uuid7, 6, (get_byte(uuid7, 6) & 15) | 112);
    INSERT INTO access.journal (id, at, username, address, code, detail)
    VALUES (encode(uuid7, 'hex')::uuid, moment, account, host(inet_client_addr()), code,
            left(regexp_replace(format('数据库用户 %s %s。', session_user, sentence), '[[:cntrl:]]', '�', 'g'), 500));
END $$;

CREATE FUNCTION name_of_role(role text) RETURNS text
    LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
SELECT CASE role
           WHEN 'DRAFTER' THEN '填报人'
           WHEN 'SECTION_HEAD' THEN '科室负责人'
           WHEN 'DIRECTOR' THEN '局领导'
           WHEN 'BUDGET_OFFICER' THEN '财政局预算科经办人'
           WHEN 'PERFORMANCE_OFFICER' THEN '财政局绩效科经办人'
           WHEN 'CONGRESS_REVIEWER' THEN '人大预算工委审查人'
           WHEN 'AUDITOR' THEN '审计人员'
           WHEN 'SYSTEM_ADMIN' THEN '系统管理员'
           WHEN 'SECURITY_ADMIN' THEN '安全管理员'
           WHEN 'AUDIT_ADMIN' THEN '审计管理员'
           ELSE ''
       END || '（' || role || '）'
$$;

-- As the owner, since whoever may change an account need not be allowed to write here.
CREATE FUNCTION journal_account() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    words   CONSTANT jsonb := '{"id": "编号", "username": "用户名", "name": "姓名", "organisation_id": "单位",
        "post": "职务", "password_hash": "密码", "demonstration": "演示账号", "enabled": "启用", "created_at": "建立时间"}';
    yes_or_no CONSTANT jsonb := '{"true": "是", "false": "否"}';
    changes text;
BEGIN
    CASE TG_OP
        WHEN 'INSERT' THEN
            PERFORM access.enter_journal('account-added', NEW.username,
                format('新增了账号 %s（%s，%s，%s，%s）', NEW.username, NEW.name, NEW.organisation_id, NEW.post,
                       CASE WHEN NEW.enabled THEN '启用' ELSE '停用' END));
        WHEN 'DELETE' THEN
            PERFORM access.enter_journal('account-removed', OLD.username,
                format('删除了账号 %s（%s）', OLD.username, OLD.name));
        WHEN 'TRUNCATE' THEN
            PERFORM access.enter_journal('account-removed', NULL, '清空了全部账号');
        WHEN 'UPDATE' THEN
            SELECT string_agg(
                       coalesce(words ->> key, key) ||
                       CASE WHEN key = 'password_hash' OR NOT words ? key THEN ''
                            WHEN key IN ('enabled', 'demonstration')
                                THEN format('由“%s”改为“%s”', yes_or_no ->> was.value, yes_or_no ->> becomes.value)
                            ELSE format('由“%s”改为“%s”', was.value, becomes.value)
                       END, '，' ORDER BY key)
            INTO changes
            FROM jsonb_each_text(to_jsonb(OLD)) was JOIN jsonb_each_text(to_jsonb(NEW)) becomes USING (key)
            WHERE was.value IS DISTINCT FROM becomes.value;
            PERFORM access.enter_journal('account-changed', OLD.username,
                format('更改了账号 %s（%s）：%s', OLD.username, OLD.name, changes));
            IF NEW.username <> OLD.username THEN
                PERFORM access.enter_journal('account-changed', NEW.username,
                    format('更改了账号 %s（%s）：用户名由“%s”改来', NEW.username, NEW.name, OLD.username));
            END IF;
    END CASE;
    RETURN NULL;
END $$;

CREATE FUNCTION journal_role() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    held access.account;
BEGIN
    IF TG_OP = 'TRUNCATE' THEN
        PERFORM access.enter_journal('role-revoked', NULL, '撤销了全部账号的全部角色');
        RETURN NULL;
    END IF;
    IF TG_OP <> 'INSERT' THEN
        SELECT * INTO held FROM access.account WHERE id = OLD.account_id;
        PERFORM access.enter_journal('role-revoked', held.username,
            format('撤销了账号 %s（%s）的角色 %s', coalesce(held.username, OLD.account_id::text), held.name,
                   access.name_of_role(OLD.role)));
    END IF;
    IF TG_OP <> 'DELETE' THEN
        SELECT * INTO held FROM access.account WHERE id = NEW.account_id;
        PERFORM access.enter_journal('role-granted', held.username,
            format('授予了账号 %s（%s）角色 %s', held.username, held.name, access.name_of_role(NEW.role)));
    END IF;
    RETURN NULL;
END $$;

REVOKE ALL ON FUNCTION enter_journal(text, text, text), name_of_role(text), journal_account(), journal_role()
    FROM PUBLIC;

CREATE TRIGGER journal_added_or_removed AFTER INSERT OR DELETE ON account
    FOR EACH ROW EXECUTE FUNCTION journal_account();
CREATE TRIGGER journal_changed AFTER UPDATE ON account
    FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION journal_account();
CREATE TRIGGER journal_emptied AFTER TRUNCATE ON account
    FOR EACH STATEMENT EXECUTE FUNCTION journal_account();
CREATE TRIGGER journal_granted_or_revoked AFTER INSERT OR DELETE ON account_role
    FOR EACH ROW EXECUTE FUNCTION journal_role();
CREATE TRIGGER journal_exchanged AFTER UPDATE ON account_role
    FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION journal_role();
CREATE TRIGGER journal_emptied AFTER TRUNCATE ON account_role
    FOR EACH STATEMENT EXECUTE FUNCTION journal_role();
