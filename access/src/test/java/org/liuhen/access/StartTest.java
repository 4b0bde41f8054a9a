package org.liuhen.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liuhen.database.TestDatabase;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/** An installation that is not fit to run does not start, and says why. */
class StartTest {
    private static final String PRODUCTION = "liuhen.mode=production";

    private final TestDatabase database = TestDatabase.create();
    @TempDir private Path folder;

    @Test
    void productionIsWhatAnInstallationIsUnlessToldOtherwise() {
        assertRefused("还没有任何账号", "liuhen.organisation-file", "liuhen.mode=");
    }

    @Test
    void productionDoesNotStartOnTheDemonstrationsDatabase() {
        Running.on(database).close();
        assertRefused("演示账号", "全新的数据库", PRODUCTION);
        database.asOwner().sql("UPDATE access.account SET enabled = false").update();
        assertRefused("演示账号", "全新的数据库", PRODUCTION);
    }

    @Test
    void productionDoesNotStartWithoutAccounts() {
        assertRefused("还没有任何账号", "liuhen.organisation-file", PRODUCTION);
    }

    @Test
    void productionDoesNotStartWithoutADatabasePassword() {
        assertRefused("密码", "LIUHEN_DATABASE_PASSWORD", PRODUCTION, "liuhen.database.password=");
    }

    @Test
    void nothingStartsWithoutADatabase() {
        assertRefused("数据库的地址", "liuhen.database.url", "liuhen.database.url=");
    }

    @Test
    void accountsInADatabaseOfTheirOwnNeedItsUserAndPassword() {
        String url = "liuhen.accounts.database.url=jdbc:postgresql://localhost/accounts";
        assertRefused("用户名", "liuhen.accounts.database.username", url);
        assertRefused(
                "密码",
                "LIUHEN_ACCOUNTS_DATABASE_PASSWORD",
                PRODUCTION,
                url,
                "liuhen.accounts.database.username=accounts");
    }

    @Test
    void theDemonstrationDoesNotStartOnARealDatabase() throws IOException {
        Running.on(database, PRODUCTION, file(hash("real-password"), "DIRECTOR")).close();
        assertRefused("正式账号", "另建一个数据库");
    }

    @Test
    void productionStartsWithTheOrganisationFileAndThenWithoutIt() throws IOException {
        try (Running service =
                Running.on(database, PRODUCTION, file(hash("real-password"), "DIRECTOR"))) {
            assertThat(service.client().signIn("boss", "real-password").status()).isEqualTo(200);
            assertThat(service.client().signIn("drafter", Client.PASSWORD).status()).isEqualTo(401);
        }
        try (Running service = Running.on(database, PRODUCTION)) {
            assertThat(service.client().signIn("boss", "real-password").status()).isEqualTo(200);
        }
    }

    @Test
    void theOrganisationFileChangesNobodyWhoIsThereAlready() throws IOException {
        Running.on(database, PRODUCTION, file(hash("real-password"), "DIRECTOR")).close();
        try (Running service = Running.on(database, PRODUCTION, file(hash("other"), "AUDITOR"))) {
            Client.Answer answer = service.client().signIn("boss", "real-password");
            assertThat(answer.body().path("user").path("roles").toString())
                    .isEqualTo("[\"DIRECTOR\"]");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    plain-text   | "DIRECTOR"                        | 没有所设强度的 bcrypt 密码散列
                    COST         | "DIRECTOR"                        | 没有所设强度的 bcrypt 密码散列
                    {noop}secret | "DIRECTOR"                        | 没有所设强度的 bcrypt 密码散列
                    OK           | "SECURITY_ADMIN", "AUDIT_ADMIN"   | 三员之外还有别的职责
                    OK           | "SYSTEM_ADMIN", "DRAFTER"         | 三员之外还有别的职责
                    OK           | "KING"                            | roles
                    """)
    void anOrganisationFileWithAMistakeIsRefusedWhole(String hash, String roles, String said)
            throws IOException {
        String written =
                switch (hash) {
                    case "OK" -> hash("x");
                    case "COST" -> hash("x").replace("$04$", "$05$");
                    default -> hash;
                };
        String file = file(written, roles.replace("\"", ""));
        assertRefused(said, "组织文件", PRODUCTION, file);
        assertThat(
                        database.asOwner()
                                .sql("SELECT count(*) FROM access.account")
                                .query(Integer.class)
                                .single())
                .isZero();
    }

    @Test
    void anOrganisationFileThatNamesAnUnknownOrganisationIsRefusedWhole() throws IOException {
        Path file = folder.resolve("organisation.json");
        file(hash("x"), "DIRECTOR");
        Files.writeString(
                file, Files.readString(file).replace("\"id\": \"bureau\"", "\"id\": \"other\""));
        assertRefused("内容有误", "组织文件", PRODUCTION, "liuhen.organisation-file=" + file);
    }

    @Test
    void anOrganisationFileThatIsNotThereIsSaidSo() {
        assertRefused(
                "无法读取",
                "liuhen.organisation-file",
                PRODUCTION,
                "liuhen.organisation-file=" + folder.resolve("none.json"));
    }

    @Test
    void theDemonstrationIsTheOneOfTheContractHoweverOftenItStarts() {
        Running.on(database).close();
        try (Running service = Running.on(database)) {
            assertThat(
                            service.database()
                                    .sql(
                                            """
                                            SELECT a.username || ' ' || a.organisation_id || ' ' || o.name || ' ' ||
                                                   (SELECT string_agg(r.role, ' ' ORDER BY r.role) FROM access.account_role r
                                                    WHERE r.account_id = a.id)
                                            FROM access.account a JOIN access.organisation o ON o.id = a.organisation_id\
                                            """)
                                    .query(String.class)
                                    .list())
                    .containsExactlyInAnyOrder(
                            "drafter jiangmen-ecology 江门市生态环境局 DRAFTER",
                            "drafter2 jiangmen-ecology 江门市生态环境局 DRAFTER",
                            "section-head jiangmen-ecology 江门市生态环境局 SECTION_HEAD",
                            "director jiangmen-ecology 江门市生态环境局 DIRECTOR",
                            "deputy jiangmen-ecology 江门市生态环境局 DIRECTOR DRAFTER SECTION_HEAD",
                            "water-drafter jiangmen-water 江门市水利局 DRAFTER",
                            "water-head jiangmen-water 江门市水利局 SECTION_HEAD",
                            "water-director jiangmen-water 江门市水利局 DIRECTOR",
                            "budget-officer jiangmen-finance 江门市财政局 BUDGET_OFFICER",
                            "performance-officer jiangmen-finance 江门市财政局 PERFORMANCE_OFFICER",
                            "congress-reviewer jiangmen-congress 江门市人大常委会预算工委 CONGRESS_REVIEWER",
                            "auditor jiangmen-audit 江门市审计局 AUDITOR",
                            "system-admin jiangmen-finance 江门市财政局 SYSTEM_ADMIN",
                            "security-admin jiangmen-finance 江门市财政局 SECURITY_ADMIN",
                            "audit-admin jiangmen-finance 江门市财政局 AUDIT_ADMIN");
        }
    }

    private void assertRefused(String reason, String action, String... settings) {
        assertThatThrownBy(() -> Running.on(database, settings).close())
                .satisfies(failure -> {
                    FailureAnalysis analysis = new StartRefusedAnalyzer().analyze(failure);
                    assertThat(analysis).as("analysis of " + failure).isNotNull();
                    assertThat(analysis.getDescription()).contains(reason);
                    assertThat(analysis.getAction()).contains(action);
                });
    }

    private static String hash(String password) {
        return "{bcrypt}" + new BCryptPasswordEncoder(4).encode(password);
    }

    private String file(String hash, String roles) throws IOException {
        Path file = folder.resolve("organisation.json");
        Files.writeString(
                file,
                """
                {"organisations": [{"id": "bureau", "name": "某局"}],
                 "accounts": [{"username": "boss", "name": "某人", "organisation": "bureau", "post": "局长",
                               "roles": [%s], "passwordHash": "%s"}]}
                """
                        .formatted("\"" + roles.replace(", ", "\", \"") + "\"", hash));
        return "liuhen.organisation-file=" + file;
    }
}
