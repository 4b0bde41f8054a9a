package org.liuhen.query.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.liuhen.database.DatabaseConfiguration;
import org.liuhen.database.Schema;
import org.liuhen.database.TestDatabase;
import org.liuhen.query.Arrivals;
import org.liuhen.seal.Seals;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * A trail of 100,000 entries is read as fast at its end as at its beginning, whatever it is
 * narrowed by: no page reads more rows than it shows.
 */
class LongTrailTest {
    private static final int ENTRIES = 100_000;
    private static final int PAGE = 50;
    private static final String REPORT = "long-2023-overall";

    /** A statement's plan is for its values at first, later for any: both are looked at. */
    private static final int TIMES = 12;

    private static SingleConnectionDataSource connection;
    private static JdbcClient database;
    private static History history;

    @Configuration(proxyBeanMethods = false)
    @Import(DatabaseConfiguration.class)
    static class Schemas {
        @Bean
        Schema view() {
            return new Schema("view");
        }
    }

    @BeforeAll
    static void write() {
        TestDatabase made = TestDatabase.create();
        new SpringApplicationBuilder(Schemas.class)
                .web(WebApplicationType.NONE)
                .properties(made.properties())
                .run()
                .close();
        connection =
                new SingleConnectionDataSource(
                        made.settings().url(),
                        made.settings().username(),
                        made.settings().password(),
                        true);
        connection.setAutoCommit(false);
        database = JdbcClient.create(connection);
        database.sql(
                        """
                        INSERT INTO view.history
                        SELECT ?, n, 'event-' || n, 'type-' || n % 16,
                               timestamptz '2024-01-01 00:00:00Z' + n * interval '1 minute',
                               'person-' || n % 20, '{}', 'section-' || n % 10,
                               CASE WHEN n % 3 = 0 THEN 'ind-' || n % 50 END,
                               CASE WHEN n % 3 = 1 THEN 'li-' || n % 50 END,
                               'summary', '[]', NULL, NULL, 'request', 2
                        FROM generate_series(1, ?) n\
                        """)
                .params(REPORT, ENTRIES)
                .update();
        database.sql("ANALYZE view.history").update();
        history =
                new History(
                        database,
                        new DefaultListableBeanFactory().getBeanProvider(Seals.class),
                        new Arrivals());
    }

    @AfterAll
    static void close() {
        connection.destroy();
    }

    static Stream<HistoryFilter> filters() {
        String from = "2024-01-15T00:00:00Z";
        String to = "2024-03-01T00:00:00Z";
        return Stream.of(
                HistoryFilter.ALL,
                new HistoryFilter("section-3", null, null, null, null, null, null),
                new HistoryFilter(null, "ind-9", null, null, null, null, null),
                new HistoryFilter(null, null, "li-7", null, null, null, null),
                new HistoryFilter(null, null, null, "person-5", null, null, null),
                new HistoryFilter(null, null, null, null, "type-5", null, null),
                new HistoryFilter("nowhere", null, null, null, null, null, null),
                new HistoryFilter(null, null, null, null, null, from, null),
                new HistoryFilter(null, null, null, null, null, null, to),
                new HistoryFilter(null, null, null, null, null, from, to));
    }

    @ParameterizedTest
    @MethodSource("filters")
    void noPageReadsMoreRowsThanItShows(HistoryFilter filter) {
        for (long after : List.of(0L, 30_000L, 50_000L, 99_900L)) {
            for (int i = 0; i < TIMES; i++) {
                long before = rowsRead();
                history.after(REPORT, after, PAGE, filter);
                assertThat(rowsRead() - before).as("after %d", after).isLessThanOrEqualTo(PAGE + 2);
            }
        }
    }

    @Test
    void aPageThatWouldBeTooHeavyIsShorterAndTheNextGoesOn() {
        database.sql(
                        """
                        INSERT INTO view.history
                        SELECT 'heavy', n, 'heavy-' || n, 'section-edited', now(), 'person', '{}',
                               NULL, NULL, NULL, 'summary', '[]', NULL, NULL, 'request', 3000000
                        FROM generate_series(1, 5) n\
                        """)
                .update();
        History.Page first = history.after("heavy", 0, PAGE, HistoryFilter.ALL);
        assertThat(first.items()).hasSize(2);
        assertThat(first.next()).isEqualTo(2);
        assertThat(history.after("heavy", 2, PAGE, HistoryFilter.ALL).next()).isEqualTo(4);
        History.Page last = history.after("heavy", 4, PAGE, HistoryFilter.ALL);
        assertThat(last.items()).hasSize(1);
        assertThat(last.next()).isNull();
    }

    @Test
    void theCounterCounts() {
        long before = rowsRead();
        database.sql("SELECT count(summary) FROM view.history").query(Long.class).single();
        assertThat(rowsRead() - before).isGreaterThanOrEqualTo(ENTRIES);
    }

    /** In this transaction, which is the connection's only one. */
    private static long rowsRead() {
        return database.sql(
                        """
                        SELECT seq_tup_read + coalesce(idx_tup_fetch, 0)
                        FROM pg_stat_xact_all_tables
                        WHERE schemaname = 'view' AND relname = 'history'\
                        """)
                .query(Long.class)
                .single();
    }
}
