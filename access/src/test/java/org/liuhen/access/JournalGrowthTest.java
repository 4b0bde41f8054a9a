package org.liuhen.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.liuhen.database.TestDatabase;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * However long the journal, a page of it is a few pages of the table: counted, for the common and
 * the rare and what is not there, on entries of one a minute.
 */
class JournalGrowthTest {
    private static final int ENTRIES = 200_000;
    private static final int LIMIT = 101;
    private static final int MOST_PAGES = 600;
    private static final JdbcClient OWNER = database();

    private static JdbcClient database() {
        TestDatabase database = TestDatabase.create();
        Running.on(database).close();
        return database.asOwner();
    }

    @BeforeAll
    static void grow() {
        OWNER.sql(
                        """
                        INSERT INTO access.journal (id, at, person_id, username, method, path, status, code, report_id, detail)
                        SELECT (lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') || '7abc8' || lpad(to_hex(n), 15, '0'))::uuid,
                               at,
                               CASE WHEN n % 2 = 0 THEN 'busy' WHEN n < 5 THEN 'idle' ELSE 'person-' || n % 100 END,
                               CASE WHEN n % 10 = 0 THEN 'busy-name' WHEN n = 7 THEN 'idle-name' END,
                               'GET', '/api/reports/some-bureau-2023-overall', 200,
                               CASE WHEN n = 11 THEN 'wrong-state' ELSE 'report-viewed' END,
                               CASE WHEN n < 9 THEN 'old-report' WHEN n % 3 = 0 THEN 'report' END,
                               repeat('说明', 20)
                        FROM (SELECT n, timestamptz '2024-01-01T00:00:00Z' + n * interval '1 minute' AS at
                              FROM generate_series(1, :entries) n)\
                        """)
                .param("entries", ENTRIES)
                .update();
        OWNER.sql("ANALYZE access.journal").update();
    }

    static Stream<JournalEntries.Filter> filters() {
        Instant early = Instant.parse("2024-01-02T00:00:00Z");
        Instant late = Instant.parse("2024-05-01T00:00:00Z");
        return Stream.of(
                by(null, null, null, null, null),
                by("busy", null, null, null, null),
                by("idle", null, null, null, null),
                by("busy-name", null, null, null, null),
                by("idle-name", null, null, null, null),
                by("auditor", null, null, null, null),
                by("nobody", null, null, null, null),
                by(null, "report-viewed", null, null, null),
                by(null, "wrong-state", null, null, null),
                by(null, "nothing", null, null, null),
                by(null, null, "report", null, null),
                by(null, null, "old-report", null, null),
                by(null, null, "none", null, null),
                by(null, null, null, early, null),
                by(null, null, null, null, early),
                by(null, null, null, early, late),
                by(null, null, null, late, late));
    }

    @ParameterizedTest
    @MethodSource("filters")
    void aPageIsReadWithoutReadingTheRest(JournalEntries.Filter filter) {
        UUID middle =
                OWNER.sql(
                                "SELECT id FROM access.journal WHERE at > '2024-02-01T00:00:00Z' ORDER BY at LIMIT 1")
                        .query(UUID.class)
                        .single();
        for (UUID before : new UUID[] {null, middle}) {
            assertThat(pagesRead(filter, before)).as(filter + " " + before).isLessThan(MOST_PAGES);
        }
    }

    private static long pagesRead(JournalEntries.Filter filter, UUID before) {
        Map<String, Object> values = JournalEntries.values(filter, before);
        String plan =
                OWNER.sql(
                                "EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) "
                                        + JournalEntries.query(filter, values))
                        .params(values)
                        .param("limit", LIMIT)
                        .query(String.class)
                        .single();
        JsonNode read = JsonMapper.shared().readTree(plan).path(0).path("Plan");
        List<String> counted = List.of("Shared Hit Blocks", "Shared Read Blocks");
        return counted.stream().mapToLong(name -> read.path(name).asLong()).sum();
    }

    private static JournalEntries.Filter by(
            String person, String code, String report, Instant from, Instant to) {
        return new JournalEntries.Filter(person, code, report, from, to);
    }
}
