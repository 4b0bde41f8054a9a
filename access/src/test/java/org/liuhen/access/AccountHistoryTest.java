package org.liuhen.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.liuhen.database.TestDatabase;
import org.liuhen.seal.RowKind;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What each account was is kept, whatever way it was changed, and nobody rewrites it. */
class AccountHistoryTest {
    private static final TestDatabase DATABASE = TestDatabase.create();
    private static final Running SERVICE = Running.on(DATABASE);

    private static final String NEW =
            """
            INSERT INTO access.account (id, username, name, organisation_id, post, password_hash)
            VALUES (gen_random_uuid(), '%s', '某人', 'jiangmen-water', '科员', '{bcrypt}$2a$hash')\
            """;

    private final JdbcClient owner = DATABASE.asOwner();

    @AfterAll
    static void stop() {
        SERVICE.close();
    }

    @Test
    void everyChangeOfAnAccountIsARow() {
        owner.sql(NEW.formatted("kept")).update();
        grant("kept", "DRAFTER");
        grant("kept", "DIRECTOR");
        change("kept", "name = '另一人', post = '科长'");
        change("kept", "enabled = false");
        change("kept", "password_hash = 'other'");
        change("kept", "name = name");
        change("kept", "username = 'renamed'");
        owner.sql("DELETE FROM access.account_role WHERE " + OF.formatted("renamed")).update();
        owner.sql("DELETE FROM access.account WHERE username = 'renamed'").update();
        assertThat(history())
                .containsExactly(
                        "kept 某人 科员 {} t f",
                        "kept 某人 科员 {DRAFTER} t f",
                        "kept 某人 科员 {DIRECTOR,DRAFTER} t f",
                        "kept 另一人 科长 {DIRECTOR,DRAFTER} t f",
                        "kept 另一人 科长 {DIRECTOR,DRAFTER} f f",
                        "renamed 另一人 科长 {DIRECTOR,DRAFTER} f f",
                        "renamed 另一人 科长 {} f f",
                        "renamed 另一人 科长 {} f t");
    }

    @Test
    void anOrganisationsNewNameIsInTheHistoryOfItsAccounts() {
        owner.sql("INSERT INTO access.organisation VALUES ('renaming', '旧名')").update();
        owner.sql(NEW.formatted("inside").replace("jiangmen-water", "renaming")).update();
        owner.sql("UPDATE access.organisation SET name = '新名' WHERE id = 'renaming'").update();
        assertThat(
                        owner.sql(
                                        """
                                        SELECT organisation_name FROM access.account_history
                                        WHERE username = 'inside' ORDER BY position\
                                        """)
                                .query(String.class)
                                .list())
                .containsExactly("旧名", "新名");
    }

    @Test
    void whoChangedItIsSaidAndEachRowHasASaltOfItsOwn() {
        owner.sql(NEW.formatted("salted")).update();
        grant("salted", "DRAFTER");
        List<Map<String, Object>> rows =
                owner.sql("SELECT * FROM access.account_history WHERE username = 'salted'")
                        .query()
                        .listOfRows();
        assertThat(rows)
                .allMatch(row -> DATABASE.settings().username().equals(row.get("changed_by")));
        assertThat(rows).extracting(row -> row.get("salt")).doesNotHaveDuplicates();
        assertThat(rows.toString()).doesNotContain("$2a$");
    }

    @Test
    void emptyingTheTablesEndsAllAccounts() {
        TestDatabase other = TestDatabase.create();
        Running.on(other).close();
        other.asOwner().sql("TRUNCATE access.account CASCADE").update();
        assertThat(
                        other.asOwner()
                                .sql(
                                        """
                                        SELECT DISTINCT ON (account_id) removed FROM access.account_history
                                        ORDER BY account_id, position DESC\
                                        """)
                                .query(Boolean.class)
                                .list())
                .isNotEmpty()
                .containsOnly(true);
        assertThat(
                        other.asOwner()
                                .sql("SELECT count(*) FROM access.held WHERE valid_to = 'infinity'")
                                .query(Long.class)
                                .single())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO access.account_history (id, at, account_id, name, organisation_id,"
                        + " post, roles, removed) SELECT gen_random_uuid(), at, account_id, name,"
                        + " organisation_id, post, '{DIRECTOR}', removed FROM access.account_history"
                        + " LIMIT 1",
                "UPDATE access.account_history SET roles = '{DIRECTOR}'",
                "DELETE FROM access.account_history",
                "UPDATE access.held SET roles = '{DIRECTOR}'",
                "UPDATE access.journal SET salt = gen_random_uuid()",
                "DELETE FROM access.journal",
                "ALTER TABLE access.account DISABLE TRIGGER history",
                "SELECT access.keep_history(gen_random_uuid())",
                "SELECT setval('access.journal_position_seq', 1)"
            })
    void theApplicationRewritesNothing(String statement) {
        assertThatThrownBy(() -> SERVICE.application().sql(statement).query().listOfRows())
                .rootCause()
                .hasMessageMatching("(?s).*(permission denied|must be owner).*");
    }

    /** A column that is added is added to what is sealed. */
    @Test
    void everyColumnIsSealed() {
        for (RowKind kind : List.of(RowKind.JOURNAL, RowKind.ACCOUNT)) {
            assertThat(kind.columns().stream().map(RowKind.Column::name))
                    .containsExactlyInAnyOrderElementsOf(
                            owner.sql(
                                            """
                                            SELECT attname FROM pg_attribute
                                            WHERE attrelid = ?::regclass AND attnum > 0
                                              AND NOT attisdropped\
                                            """)
                                    .param(kind.table())
                                    .query(String.class)
                                    .list());
        }
    }

    /** What is sealed of a time is the same whatever the session is set to. */
    @Test
    void aRowIsTheSameTextInEverySession() {
        String[] settings = {
            "SET TimeZone = 'Asia/Shanghai'; SET DateStyle = 'ISO, DMY'",
            "SET TimeZone = 'UTC'; SET DateStyle = 'ISO, YMD'; SET quote_all_identifiers = on"
        };
        for (RowKind kind : List.of(RowKind.JOURNAL, RowKind.ACCOUNT)) {
            String rows =
                    "SELECT string_agg(t::text, '|') FROM (SELECT %s FROM %s x ORDER BY x.position) t"
                            .formatted(kind.selected(), kind.table());
            assertThat(as(settings[0], rows)).isEqualTo(as(settings[1], rows)).contains("|");
        }
    }

    private static String as(String settings, String query) {
        return new org.springframework.transaction.support.TransactionTemplate(
                        SERVICE.bean(
                                org.springframework.transaction.PlatformTransactionManager.class))
                .execute(_ -> {
                    SERVICE.application().sql(settings.replace("SET ", "SET LOCAL ")).update();
                    return SERVICE.application().sql(query).query(String.class).single();
                });
    }

    /** A database of the last release: what it knew of the past becomes the history's beginning. */
    @Test
    void whatTheLastReleaseKnewIsTakenOver() {
        TestDatabase other = TestDatabase.create();
        Running.on(other).close();
        JdbcClient there = other.asOwner();
        there.sql("DROP SCHEMA access CASCADE").update();
        String role = "liuhen_app_" + other.settings().url().replaceAll(".*/", "");
        Flyway.configure()
                .dataSource(
                        other.settings().url(),
                        other.settings().username(),
                        other.settings().password())
                .schemas("access")
                .locations("classpath:db/access")
                .placeholderPrefix("liuhen_")
                .placeholderSuffix("pp")
                .placeholders(Map.of("a", role))
                .target("4")
                .load()
                .migrate();
        there.sql("INSERT INTO access.organisation VALUES ('jiangmen-water', '水利局')").update();
        for (String username : List.of("staying", "leaving")) {
            there.sql(NEW.formatted(username)).update();
            there.sql("UPDATE access.account SET demonstration = true").update();
            there.sql(
                            "INSERT INTO access.account_role SELECT id, 'DRAFTER' FROM"
                                    + " access.account WHERE username = ?")
                    .param(username)
                    .update();
        }
        there.sql("DELETE FROM access.account_role WHERE " + OF.formatted("leaving")).update();
        there.sql("DELETE FROM access.account WHERE username = 'leaving'").update();
        String before = held(there);
        Running.on(other).close();
        assertThat(held(there)).startsWith(before);
        assertThat(
                        there.sql(
                                        """
                                        SELECT concat_ws(' ', username, roles, enabled, removed, changed_by)
                                        FROM access.account_history
                                        WHERE changed_by IS NULL ORDER BY position\
                                        """)
                                .query(String.class)
                                .list())
                .containsExactly(
                        "staying {} f",
                        "staying {DRAFTER} t f",
                        "{} f",
                        "{DRAFTER} f",
                        "{} f",
                        "{} t");
        assertThat(
                        there.sql(
                                        "SELECT count(*) FROM access.journal WHERE salt IS NULL OR"
                                                + " position IS NULL")
                                .query(Long.class)
                                .single())
                .isZero();
    }

    private static String held(JdbcClient database) {
        return database.sql(
                        """
                        SELECT string_agg(h::text, '|' ORDER BY valid_from) FROM access.held h
                        WHERE name = '某人'\
                        """)
                .query(String.class)
                .single();
    }

    private static final String OF =
            "account_id = (SELECT id FROM access.account WHERE username = '%s')";

    private void grant(String username, String role) {
        owner.sql(
                        "INSERT INTO access.account_role SELECT id, ? FROM access.account WHERE"
                                + " username = ?")
                .params(role, username)
                .update();
    }

    private void change(String username, String what) {
        owner.sql("UPDATE access.account SET " + what + " WHERE username = ?")
                .param(username)
                .update();
    }

    private List<String> history() {
        return owner.sql(
                        """
                        SELECT concat_ws(' ', username, name, post, roles, enabled, removed)
                        FROM access.account_history
                        WHERE account_id = (SELECT account_id FROM access.account_history
                                            WHERE username = 'kept' LIMIT 1)
                        ORDER BY position\
                        """)
                .query(String.class)
                .list();
    }
}
