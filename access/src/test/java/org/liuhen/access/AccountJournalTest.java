package org.liuhen.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.liuhen.database.TestDatabase;
import org.liuhen.workflow.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Whoever changes an account leaves an entry, by whatever way they came. */
class AccountJournalTest {
    private static final TestDatabase DATABASE = TestDatabase.create();
    private static final Running SERVICE = Running.on(DATABASE);
    private static final String APPLICATION =
            "数据库用户 liuhen_app_" + DATABASE.settings().url().replaceAll(".*/", "") + " ";

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
    void theAccountsOfTheFileAreOnRecordAsTheProgramAddedThem() {
        List<String> people =
                owner
                        .sql("SELECT detail FROM access.journal WHERE code = 'account-added'")
                        .query(String.class)
                        .list()
                        .stream()
                        .filter(detail -> detail.startsWith(APPLICATION))
                        .toList();
        assertThat(people)
                .hasSizeGreaterThanOrEqualTo(15)
                .contains(APPLICATION + "新增了账号 drafter（陈晓岚，jiangmen-ecology，规划财务科科员，启用）。");
        assertThat(details("deputy", "role-granted"))
                .containsExactlyInAnyOrder(
                        APPLICATION + "授予了账号 deputy（谭敏仪）角色 填报人（DRAFTER）。",
                        APPLICATION + "授予了账号 deputy（谭敏仪）角色 科室负责人（SECTION_HEAD）。",
                        APPLICATION + "授予了账号 deputy（谭敏仪）角色 局领导（DIRECTOR）。");
    }

    @Test
    void anEntryOfTheDatabaseHasNoRequestAndAnIdentifierInTheOrderOfTime() {
        long before = System.currentTimeMillis();
        owner.sql(NEW.formatted("ordered")).update();
        Map<String, Object> row = entries("ordered").getFirst();
        for (String none :
                List.of("request_id", "person_id", "method", "path", "status", "report_id")) {
            assertThat(row).containsEntry(none, null);
        }
        UUID id = (UUID) row.get("id");
        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16)
                .isBetween(before - 1, System.currentTimeMillis() + 1);
    }

    @Test
    void somebodyWithSqlIsNamed() {
        owner.sql(NEW.formatted("by-hand")).update();
        grant(owner, "by-hand", "AUDITOR");
        revoke(owner, "by-hand", "AUDITOR");
        assertThat(entries("by-hand"))
                .extracting(row -> row.get("code"))
                .containsExactly("account-added", "role-granted", "role-revoked");
        assertThat(details("by-hand", "role-revoked"))
                .containsExactly(by(DATABASE) + "撤销了账号 by-hand（某人）的角色 审计人员（AUDITOR）。");
    }

    @Test
    void theApplicationIsNoException() {
        JdbcClient application = SERVICE.application();
        application.sql(NEW.formatted("by-application")).update();
        grant(application, "by-application", "DRAFTER");
        revoke(application, "by-application", "DRAFTER");
        assertThat(entries("by-application"))
                .hasSize(3)
                .allSatisfy(
                        row -> assertThat(row.get("detail").toString()).startsWith(APPLICATION));
    }

    @Test
    void whoMayChangeAccountsButNotWriteHereIsOnRecordToo() {
        String clerk = "clerk_" + DATABASE.settings().url().replaceAll(".*/", "");
        for (String sql :
                List.of(
                        "CREATE ROLE " + clerk + " LOGIN PASSWORD 'x'",
                        "GRANT CONNECT ON DATABASE %s TO %s"
                                .formatted(DATABASE.settings().url().replaceAll(".*/", ""), clerk),
                        "GRANT USAGE ON SCHEMA access TO " + clerk,
                        "GRANT SELECT, UPDATE ON access.account TO " + clerk,
                        NEW.formatted("of-the-clerk"))) {
            owner.sql(sql).update();
        }
        JdbcClient.create(new DriverManagerDataSource(DATABASE.settings().url(), clerk, "x"))
                .sql("UPDATE access.account SET enabled = false WHERE username = 'of-the-clerk'")
                .update();
        assertThat(details("of-the-clerk", "account-changed"))
                .containsExactly("数据库用户 " + clerk + " 更改了账号 of-the-clerk（某人）：启用由“是”改为“否”。");
    }

    @Test
    void aChangeSaysWhatChangedAndNeverThePassword() {
        owner.sql(NEW.formatted("changing")).update();
        change("changing", "password_hash = '{bcrypt}$2a$other'");
        change("changing", "name = '另一人', post = '科长', password_hash = 'third'");
        change("changing", "organisation_id = 'jiangmen-audit', enabled = false");
        change("changing", "enabled = false");
        assertThat(details("changing", "account-changed"))
                .containsExactly(
                        by(DATABASE) + "更改了账号 changing（某人）：密码。",
                        by(DATABASE) + "更改了账号 changing（某人）：姓名由“某人”改为“另一人”，密码，职务由“科员”改为“科长”。",
                        by(DATABASE)
                                + "更改了账号 changing（另一人）：启用由“是”改为“否”，"
                                + "单位由“jiangmen-water”改为“jiangmen-audit”。");
        assertThat(entries("changing").toString()).doesNotContain("$2a$", "third");
    }

    @Test
    void aNewNameIsFoundUnderBoth() {
        owner.sql(NEW.formatted("maiden")).update();
        change("maiden", "username = 'married'");
        assertThat(details("maiden", "account-changed"))
                .containsExactly(by(DATABASE) + "更改了账号 maiden（某人）：用户名由“maiden”改为“married”。");
        assertThat(details("married", "account-changed"))
                .containsExactly(by(DATABASE) + "更改了账号 married（某人）：用户名由“maiden”改来。");
    }

    @Test
    void removingAnAccountAndExchangingARoleAreOnRecord() {
        owner.sql(NEW.formatted("leaving")).update();
        grant(owner, "leaving", "DRAFTER");
        owner.sql(
                        """
                        UPDATE access.account_role SET role = 'AUDITOR'
                        WHERE account_id = (SELECT id FROM access.account WHERE username = 'leaving')\
                        """)
                .update();
        revoke(owner, "leaving", "AUDITOR");
        owner.sql("DELETE FROM access.account WHERE username = 'leaving'").update();
        assertThat(entries("leaving"))
                .extracting(row -> row.get("code"))
                .containsExactly(
                        "account-added",
                        "role-granted",
                        "role-revoked",
                        "role-granted",
                        "role-revoked",
                        "account-removed");
    }

    @Test
    void emptyingTheTablesIsOnRecord() {
        TestDatabase other = TestDatabase.create();
        Running.on(other).close();
        other.asOwner().sql("TRUNCATE access.account CASCADE").update();
        assertThat(
                        other.asOwner()
                                .sql("SELECT detail FROM access.journal WHERE username IS NULL")
                                .query(String.class)
                                .list())
                .containsExactlyInAnyOrder(by(other) + "清空了全部账号。", by(other) + "撤销了全部账号的全部角色。");
    }

    @Test
    void whatIsRolledBackDidNotHappen() {
        new TransactionTemplate(SERVICE.bean(PlatformTransactionManager.class))
                .executeWithoutResult(status -> {
                    SERVICE.application().sql(NEW.formatted("never-was")).update();
                    status.setRollbackOnly();
                });
        assertThat(entries("never-was")).isEmpty();
    }

    @Test
    void aNameIsNoWayToForgeAnEntry() {
        owner.sql(NEW.formatted("hostile")).update();
        change("hostile", "name = E'%s\n数据库用户 root\u001b[2J' || repeat('长', 1000)");
        assertThat(details("hostile", "account-changed"))
                .singleElement()
                .satisfies(
                        detail -> assertThat(detail).hasSize(500).doesNotContain("\n", "\u001b"));
    }

    @ParameterizedTest
    @EnumSource
    void everyRoleIsCalledByItsTitle(Role role) {
        String username = "as-" + role;
        owner.sql(NEW.formatted(username)).update();
        grant(owner, username, role.name());
        assertThat(details(username, "role-granted"))
                .singleElement()
                .satisfies(detail ->
                        assertThat(detail).contains(" " + role.title() + "（" + role + "）"));
    }

    @Test
    void nobodyElseEntersAnything() {
        for (String sql :
                List.of(
                        "SELECT access.enter_journal('role-granted', 'x', 'x')",
                        "DROP TRIGGER journal_changed ON access.account",
                        "ALTER TABLE access.account DISABLE TRIGGER USER")) {
            Consumer<String> statement = s -> SERVICE.application().sql(s).query().listOfRows();
            assertThatThrownBy(() -> statement.accept(sql))
                    .rootCause()
                    .hasMessageMatching("(?s).*(permission denied|must be owner).*");
        }
    }

    private void change(String username, String what) {
        owner.sql("UPDATE access.account SET " + what + " WHERE username = ?")
                .param(username)
                .update();
    }

    private static void grant(JdbcClient someone, String username, String role) {
        someone.sql(
                        "INSERT INTO access.account_role SELECT id, ? FROM access.account WHERE username = ?")
                .params(role, username)
                .update();
    }

    private static void revoke(JdbcClient someone, String username, String role) {
        someone.sql(
                        """
                        DELETE FROM access.account_role
                        WHERE role = ? AND account_id = (SELECT id FROM access.account WHERE username = ?)\
                        """)
                .params(role, username)
                .update();
    }

    private List<Map<String, Object>> entries(String username) {
        return owner.sql("SELECT * FROM access.journal WHERE username = ? ORDER BY at, id")
                .param(username)
                .query()
                .listOfRows();
    }

    private List<String> details(String username, String code) {
        return entries(username).stream()
                .filter(row -> row.get("code").equals(code))
                .map(row -> row.get("detail").toString())
                .toList();
    }

    /** Who signs in as the owner is named so. */
    private static String by(TestDatabase database) {
        return "数据库用户 " + database.settings().username() + " ";
    }
}
