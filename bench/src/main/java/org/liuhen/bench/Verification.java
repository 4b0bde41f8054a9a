package org.liuhen.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.liuhen.verifier.Verify;

/**
 * The verifier on a whole database, beside plainly reading the same rows with a cursor.
 *
 * @param read seconds
 * @param verified seconds
 * @param sealed events per second, while the log caught up with them
 */
record Verification(long events, double read, double verified, double sealed) {
    private static final int FETCHED_AT_ONCE = 5_000;
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /** The record alone, after which nothing is shown any more. */
    static Verification ofTheRecord(Plan plan, Office office) throws SQLException, IOException {
        double sealed = grow(plan.verified(), office);
        office.owner().sql("DROP SCHEMA view CASCADE").update();
        return measured(office, sealed, List.of("record.event"));
    }

    /** The record and everything that is shown of it. */
    static Verification ofWhatIsShown(Plan plan, Office office) throws SQLException, IOException {
        double sealed = grow(plan.shown(), office);
        office.startReaders();
        office.stopReaders(); // once they have taken everything
        List<String> tables =
                office.owner()
                        .sql(
                                """
                                SELECT format('%I.%I', schemaname, tablename) FROM pg_tables
                                WHERE schemaname = 'view' ORDER BY tablename\
                                """)
                        .query((row, _) -> row.getString(1))
                        .list();
        tables.forEach(table -> office.owner().sql("VACUUM ANALYZE " + table).update());
        return measured(
                office, sealed, Stream.concat(Stream.of("record.event"), tables.stream()).toList());
    }

    /**
     * Copies of the report that was last worked on, until there are so many events, all sealed.
     *
     * @return events sealed in a second
     */
    private static double grow(int least, Office office) {
        office.stopReaders();
        office.stopSealing();
        long more = Math.max(1, least - office.head());
        office.owner()
                .sql(
                        """
                        INSERT INTO record.event (event_id, report_id, sequence, stream_type,
                            recorded_at, name, revision, payload, metadata)
                        SELECT gen_random_uuid(), replace(report_id, department, many), sequence,
                            stream_type, recorded_at, name, revision,
                            convert_to(replace(convert_from(payload, 'UTF8'),
                                '"departmentId":"' || department || '"',
                                '"departmentId":"' || many || '"'), 'UTF8'),
                            convert_to(replace(convert_from(metadata, 'UTF8'),
                                '"organisationId":"' || department || '"',
                                '"organisationId":"' || many || '"'), 'UTF8')
                        FROM (SELECT *, count(*) OVER () AS length FROM record.event
                              WHERE report_id = (SELECT report_id FROM record.event
                                                 WHERE name = 'section-approved'
                                                 ORDER BY position DESC LIMIT 1)) e
                        CROSS JOIN (SELECT convert_from(metadata, 'UTF8')::jsonb
                                        ->> 'organisationId' AS department
                                    FROM record.event
                                    WHERE name = 'report-opened'
                                      AND report_id = (SELECT report_id FROM record.event
                                                       WHERE name = 'section-approved'
                                                       ORDER BY position DESC LIMIT 1)) d
                        CROSS JOIN LATERAL (SELECT 'many-' || ? || '-' || n AS many
                                            FROM generate_series(1, ? / e.length + 1) n) m
                        ORDER BY many, sequence\
                        """)
                .params(Integer.toString(least), more)
                .update();
        office.owner().sql("VACUUM ANALYZE record.event").update();
        long start = System.nanoTime();
        office.startSealing();
        awaitSealed(office);
        double seconds = seconds(start);
        office.owner().sql("VACUUM ANALYZE seal.leaf").update();
        return more / seconds;
    }

    private static Verification measured(Office office, double sealed, List<String> tables)
            throws SQLException, IOException {
        office.stopSealing();
        read(office, tables);
        long start = System.nanoTime();
        read(office, tables);
        double read = seconds(start);
        start = System.nanoTime();
        verify(office);
        double verified = seconds(start);
        office.startSealing();
        long events = count(office, "SELECT count(*) FROM record.event");
        return new Verification(events, read, verified, sealed);
    }

    /** How many events are sealed, once all that is in the log is signed. */
    private static final String SEALED =
            """
            SELECT coalesce(max(leaves), 0) FROM seal.progress
            WHERE kind = 'event'
              AND (SELECT max(size) FROM seal.checkpoint) > (SELECT max(index) FROM seal.leaf)\
            """;

    private static void awaitSealed(Office office) {
        long events = count(office, "SELECT count(*) FROM record.event");
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (count(office, SEALED) < events) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("sealing does not come to the head");
            }
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
    }

    private static void verify(Office office) throws IOException {
        Path directory = Files.createTempDirectory("liuhen-bench-verify");
        Path password =
                Files.writeString(directory.resolve("password"), office.database().password());
        Path policy = Files.writeString(directory.resolve("policy"), "quorum none\n");
        String note =
                office.owner()
                        .sql("SELECT note FROM seal.checkpoint ORDER BY size DESC LIMIT 1")
                        .query(String.class)
                        .single();
        Path checkpoint = Files.writeString(directory.resolve("checkpoint"), note);
        Files.writeString(policy, "log " + office.logKey() + "\nquorum none\n");
        StringWriter said = new StringWriter();
        int code =
                Verify.run(
                        new PrintWriter(said),
                        "--jdbc",
                        office.database().url(),
                        "--user",
                        office.database().username(),
                        "--password-file",
                        password.toString(),
                        "--policy",
                        policy.toString(),
                        "--checkpoint",
                        checkpoint.toString());
        if (code != 0) {
            throw new IllegalStateException(said.toString());
        }
    }

    private static void read(Office office, List<String> tables) throws SQLException {
        try (Connection connection =
                DriverManager.getConnection(
                        office.database().url(),
                        office.database().username(),
                        office.database().password())) {
            connection.setAutoCommit(false);
            for (String table : tables) {
                read(connection, "SELECT * FROM " + table);
            }
        }
    }

    private static void read(Connection connection, String query) throws SQLException {
        try (Statement select = connection.createStatement()) {
            select.setFetchSize(FETCHED_AT_ONCE);
            try (ResultSet row = select.executeQuery(query)) {
                int columns = row.getMetaData().getColumnCount();
                while (row.next()) {
                    for (int i = 1; i <= columns; i++) {
                        row.getObject(i);
                    }
                }
            }
        }
    }

    private static long count(Office office, String sql) {
        return office.owner().sql(sql).query(Long.class).single();
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
