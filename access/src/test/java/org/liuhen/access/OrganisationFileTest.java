package org.liuhen.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.liuhen.database.Pools;
import org.liuhen.database.Schema;
import org.liuhen.database.TestDatabase;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Each fault of an organisation file is named with its line, and nothing of the file is added. */
class OrganisationFileTest {
    private static final String HASH = "{bcrypt}" + new BCryptPasswordEncoder(4).encode("secret");

    /** The first line is line 1. */
    private static final String RIGHT =
            """
            {
              "organisations": [
                {"id": "ecology", "name": "生态环境局", "kind": "DEPARTMENT"},
                {"id": "finance", "name": "财政局"}
              ],
              "accounts": [
                {"username": "chen", "name": "陈某", "organisation": "ecology", "post": "科员", "roles": ["DRAFTER", "SECTION_HEAD"], "passwordHash": "HASH"},
                {"username": "zhou", "name": "周某", "organisation": "finance", "post": "科员", "roles": ["BUDGET_OFFICER"], "passwordHash": "HASH"},
                {"username": "he", "name": "何某", "organisation": "finance", "post": "科长",
                 "roles": ["PERFORMANCE_OFFICER"],
                 "passwordHash": "HASH"},
                {"username": "zhao", "name": "赵某", "organisation": "finance", "post": "管理员", "roles": ["SYSTEM_ADMIN"], "passwordHash": "HASH"}
              ]
            }
            """;

    private static final TestDatabase EMPTY = TestDatabase.create();
    private static final HikariDataSource POOL =
            Pools.open("test", EMPTY.settings(), List.of(new Schema("access")));

    @TempDir private Path folder;

    @Test
    void aFileWithoutFaultIsAddedWhole() throws IOException {
        TestDatabase database = TestDatabase.create();
        try (Running service = Running.on(database, settings(RIGHT))) {
            assertThat(count(database, "account")).isEqualTo(4);
            assertThat(service.client().signIn("he", "secret").status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @MethodSource
    void aFaultIsNamedWithItsLineAndNothingIsAdded(
            String right, String wrong, int line, String said) throws IOException {
        assertThat(RIGHT).contains(right);
        assertRefused(RIGHT.replace(right, wrong), "第" + line + "行", said);
    }

    static Stream<Arguments> aFaultIsNamedWithItsLineAndNothingIsAdded() {
        return Stream.of(
                Arguments.of("\"zhou\"", "\"chen\"", 8, "用户名“chen”在第7行已经有了"),
                Arguments.of("\"id\": \"finance\"", "\"id\": \"ecology\"", 4, "机构编号“ecology”在第3行"),
                Arguments.of("\"财政局\"", "\"生态环境局\"", 4, "机构名称“生态环境局”在第3行"),
                Arguments.of("\"BUDGET_OFFICER\"", "\"DRAFTER\"", 10, "属于财政局，而机构“finance”是部门"),
                Arguments.of("\"SECTION_HEAD\"", "\"AUDITOR\"", 7, "属于审计机关，而机构“ecology”是部门"),
                Arguments.of("\"DEPARTMENT\"", "\"AUDIT_OFFICE\"", 7, "属于部门，而机构“ecology”是审计机关"),
                Arguments.of("\"DEPARTMENT\"", "\"BUREAU\"", 3, "kind"),
                Arguments.of(
                        "\"SYSTEM_ADMIN\"",
                        "\"SYSTEM_ADMIN\", \"SECURITY_ADMIN\", \"AUDIT_ADMIN\"",
                        12,
                        "三员之外还有别的职责"),
                Arguments.of(
                        "\"SYSTEM_ADMIN\"", "\"SYSTEM_ADMIN\", \"BUDGET_OFFICER\"", 12, "三员之外"),
                Arguments.of("赵某", "何某", 12, "“finance 何某”在第9行已有账号：三员须各由专人担任"),
                Arguments.of("赵某", "何\u3000某", 12, "“finance 何某”在第9行已有账号：三员须各由专人担任"),
                Arguments.of(
                        "[\"PERFORMANCE_OFFICER\"],\n     \"passwordHash\": \"HASH\"",
                        "[\"PERFORMANCE_OFFICER\"],\n"
                                + "     \"passwordHash\": \"{bcrypt}$2a$04$short\"",
                        11,
                        "没有所设强度的 bcrypt 密码散列"),
                Arguments.of(
                        "[\"PERFORMANCE_OFFICER\"],\n     \"passwordHash\": \"HASH\"",
                        "[\"PERFORMANCE_OFFICER\"],\n     \"passwordHash\": \""
                                + HASH.replace("$04$", "$10$")
                                + "\"",
                        11,
                        "没有所设强度的 bcrypt 密码散列"),
                Arguments.of(
                        "[\"PERFORMANCE_OFFICER\"],\n     \"passwordHash\": \"HASH\"",
                        "[\"PERFORMANCE_OFFICER\"],\n     \"passwordHash\": \""
                                + HASH.substring(0, 60)
                                + "!!!!!!!!\"",
                        11,
                        "没有所设强度的 bcrypt 密码散列"),
                Arguments.of("[\"PERFORMANCE_OFFICER\"]", "[\"KING\"]", 10, "roles"),
                Arguments.of("[\"PERFORMANCE_OFFICER\"]", "null", 10, "没有写明 roles"),
                Arguments.of("\"post\": \"科长\"", "\"position\": \"科长\"", 9, "position"),
                Arguments.of("\"post\": \"科长\"", "\"post\": \" \"", 9, "职务没有填写"),
                Arguments.of("\"name\": \"何某\"", "\"name\": \"\"", 9, "姓名没有填写"),
                Arguments.of("\"name\": \"财政局\"", "\"name\": null", 4, "机构名称没有填写"),
                Arguments.of("\"username\": \"he\"", "\"username\": \" he\"", 9, "前后不能有空格"),
                Arguments.of("\"id\": \"ecology\"", "\"id\": \"生态\"", 3, "机构编号须由小写字母"),
                Arguments.of("\"id\": \"finance\"", "\"id\": \"treasury\"", 8, "没有编号为“finance”的机构"),
                Arguments.of("[\"BUDGET_OFFICER\"],", "[\"BUDGET_OFFICER\"]", 8, "JSON"),
                Arguments.of("\"roles\": [\"PER", "\"name\": \"又名\", \"roles\": [\"PER", 10, "重复"));
    }

    @Test
    void allFaultsAreNamedAtOnce() throws IOException {
        String file = RIGHT.replace("赵某", " ").replace("\"zhou\"", "\"chen\"").replace("何某", "");
        assertRefused(file, "第8行：用户名", "第9行：姓名", "第12行：姓名");
    }

    @ParameterizedTest
    @CsvSource({
        "赵某, BUDGET_OFFICER, zhao",
        "赵 某, AUDIT_ADMIN, zhao",
        "何某, SECURITY_ADMIN, he",
    })
    void aLaterFileGivesNoAdministratorASecondAccount(String name, String role, String has)
            throws IOException {
        TestDatabase database = TestDatabase.create();
        Running.on(database, settings(RIGHT)).close();
        String more =
                """
                {"organisations": [],
                 "accounts": [
                   {"username": "second", "name": "%s", "organisation": "finance", "post": "科员",
                    "roles": ["%s"], "passwordHash": "HASH"}]}
                """
                        .formatted(name, role);
        String[] settings = settings(more);
        FailureAnalysis analysis =
                analysis(catchThrowable(() -> Running.on(database, settings).close()));
        assertThat(analysis.getDescription()).contains("第3行", "已有账号 " + has);
        assertThat(count(database, "account")).isEqualTo(4);
    }

    @Test
    void aLaterFileIsHeldAgainstWhatIsThere() throws IOException {
        TestDatabase database = TestDatabase.create();
        Running.on(database, settings(RIGHT)).close();
        String more =
                """
                {"organisations": [],
                 "accounts": [
                   {"username": "new", "name": "新人", "organisation": "finance", "post": "科员",
                    "roles": ["DIRECTOR"], "passwordHash": "HASH"}]}
                """;
        String[] settings = settings(more);
        FailureAnalysis analysis =
                analysis(catchThrowable(() -> Running.on(database, settings).close()));
        assertThat(analysis.getDescription()).contains("第4行", "属于部门，而机构“finance”是财政局");
        assertThat(count(database, "account")).isEqualTo(4);
    }

    private void assertRefused(String file, String... said) throws IOException {
        settings(file);
        Throwable failure =
                catchThrowable(() -> organisations().start(folder.resolve("organisation.json")));
        assertThat(analysis(failure).getDescription()).contains(said);
        assertThat(count(EMPTY, "account")).isZero();
        assertThat(count(EMPTY, "organisation")).isZero();
    }

    private static Organisations organisations() {
        JdbcClient database = JdbcClient.create(POOL);
        TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(POOL));
        return new Organisations(
                database,
                new AccountImport(database, transaction, 4),
                Running.shared().bean(JsonMapper.class));
    }

    private static FailureAnalysis analysis(Throwable failure) {
        FailureAnalysis analysis = new StartRefusedAnalyzer().analyze(failure);
        assertThat(analysis).as("analysis of " + failure).isNotNull();
        assertThat(analysis.getAction()).contains("组织文件");
        return analysis;
    }

    private String[] settings(String file) throws IOException {
        Path path = folder.resolve("organisation.json");
        Files.writeString(path, file.replace("HASH", HASH));
        return new String[] {"liuhen.mode=production", "liuhen.organisation-file=" + path};
    }

    private static int count(TestDatabase database, String table) {
        return database.asOwner()
                .sql("SELECT count(*) FROM access." + table)
                .query(Integer.class)
                .single();
    }
}
