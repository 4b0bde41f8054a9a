package org.liuhen.database;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.QueryExecutor;
import org.springframework.jdbc.core.simple.JdbcClient;

class DatabaseConfigurationTest {
    private final TestDatabase database = TestDatabase.create();
    private final DatabaseConfiguration configuration = new DatabaseConfiguration();

    @Test
    void theApplicationWorksAsARoleThatMayOnlyDoWhatItIsGranted() {
        try (HikariDataSource pool = open()) {
            JdbcClient application = JdbcClient.create(configuration.dataSource(pool));
            application.sql("INSERT INTO sample.fact VALUES (1)").update();
            assertThat(application.sql("SELECT current_user").query(String.class).single())
                    .isEqualTo(roleOf(database));
            assertThatThrownBy(() -> application.sql("DELETE FROM sample.fact").update())
                    .rootCause()
                    .hasMessageContaining("permission denied");
            assertThatThrownBy(() -> application.sql("CREATE TABLE sample.more (id int)").update())
                    .rootCause()
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void anAddressThatNamesAnotherUserIsRefused() {
        DatabaseSettings settings = database.settings();
        DatabaseSettings named =
                new DatabaseSettings(
                        settings.url() + "?user=postgres",
                        settings.username(),
                        settings.password(),
                        settings.poolSize());
        assertThatThrownBy(() -> Pools.open("test", named, List.of()))
                .hasMessageContaining("user=");
    }

    @Test
    void aSecondStartFindsEverythingInPlace() {
        open().close();
        try (HikariDataSource pool = open()) {
            assertThat(JdbcClient.create(pool).sql("SELECT 1").query(Integer.class).single())
                    .isOne();
        }
    }

    @Test
    void twoDatabasesOfOneServerKnowNothingOfEachOther() {
        TestDatabase other = TestDatabase.create();
        open().close();
        open(other).close();
        try (HikariDataSource mine = open();
                HikariDataSource theirs = open(other)) {
            JdbcClient.create(mine).sql("INSERT INTO sample.fact VALUES (2)").update();
            JdbcClient.create(theirs).sql("INSERT INTO sample.fact VALUES (2)").update();
            assertThatThrownBy(() ->
                            DriverManager.getConnection(
                                            database.settings().url(),
                                            theirs.getUsername(),
                                            theirs.getPassword())
                                    .close())
                    .hasMessageContaining("permission denied for database");
        }
    }

    @Test
    void aDatabaseFromWhenAServerHadOneRoleForAllGoesOn() {
        database.asOwner().sql("CREATE ROLE liuhen_app").update();
        Flyway.configure()
                .dataSource(ApplicationRole.owner(database.settings()))
                .schemas("sample")
                .locations("classpath:db/sample")
                .load()
                .migrate();
        try (HikariDataSource pool = open()) {
            JdbcClient.create(pool).sql("INSERT INTO sample.fact VALUES (3)").update();
        }
    }

    /** The password is what {@code openssl} makes of it, as docs/production.md says. */
    @Test
    void anOwnerWhoMayMakeNoRolesStartsWithOneThatIsThere() throws GeneralSecurityException {
        DatabaseSettings settings = database.settings();
        JdbcClient server = TestDatabase.asSuperuser();
        server.sql("ALTER ROLE " + settings.username() + " NOCREATEROLE").update();
        assertThatThrownBy(this::open).hasStackTraceContaining("permission denied to create role");

        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(("liuhen" + settings.password()).getBytes(UTF_8), "HmacSHA256"));
        String password = HexFormat.of().formatHex(mac.doFinal(roleOf(database).getBytes(UTF_8)));
        server.sql("CREATE ROLE %s LOGIN PASSWORD '%s'".formatted(roleOf(database), password))
                .update();
        try (HikariDataSource pool = open()) {
            JdbcClient.create(pool).sql("INSERT INTO sample.fact VALUES (4)").update();
        }
    }

    @Test
    void aNameThatWouldBeCutIsRefused() {
        String longest = "n".repeat(53);
        TestDatabase.asSuperuser()
                .sql(
                        "CREATE DATABASE %s OWNER %s"
                                .formatted(longest, database.settings().username()))
                .update();
        DatabaseSettings settings = database.settings();
        DatabaseSettings named =
                new DatabaseSettings(
                        settings.url().replaceFirst("/test_\\d+$", "/" + longest),
                        settings.username(),
                        settings.password(),
                        settings.poolSize());
        assertThatThrownBy(() -> Pools.open("test", named, List.of())).hasMessageContaining("52");
    }

    @Test
    void batchesOfInsertsAreSentAsOne() throws SQLException {
        try (HikariDataSource pool = open();
                Connection connection = pool.getConnection()) {
            assertThat(connection.unwrap(BaseConnection.class).getQueryExecutor())
                    .returns(true, QueryExecutor::isReWriteBatchedInsertsEnabled);
        }
    }

    @Test
    void noConnectionIsTakenBeforeAStatementNeedsOne() throws SQLException {
        try (HikariDataSource pool = open()) {
            DataSource lazy = configuration.dataSource(pool);
            try (Connection connection = lazy.getConnection()) {
                connection.setAutoCommit(false);
                connection.commit();
                assertThat(pool.isRunning()).isFalse();
            }
        }
    }

    @Test
    void thePasswordIsNotPrinted() {
        assertThat(new DatabaseSettings("url", "user", "hidden", 1).toString())
                .doesNotContain("hidden");
    }

    private HikariDataSource open() {
        return open(database);
    }

    private HikariDataSource open(TestDatabase at) {
        return Pools.open("test", at.settings(), List.of(new Schema("sample")));
    }

    private static String roleOf(TestDatabase database) {
        String url = database.settings().url();
        return "liuhen_app_" + url.substring(url.lastIndexOf('/') + 1);
    }
}
