package org.liuhen.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.postgresql.PGProperty;
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
                    .isEqualTo("liuhen_app");
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
        assertThatThrownBy(() -> configuration.connectionPool(named, List.of()))
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
    void batchesOfInsertsAreSentAsOne() throws SQLException {
        try (HikariDataSource pool = open()) {
            assertThat(pool.getDataSourceProperties())
                    .containsEntry(PGProperty.REWRITE_BATCHED_INSERTS.getName(), "true");
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
        return configuration.connectionPool(database.settings(), List.of(new Schema("sample")));
    }
}
