package org.liuhen.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.axonframework.common.IdentifierFactory;
import org.jspecify.annotations.Nullable;

/**
 * The least an approval can cost: its event and its receipt inserted and committed, with nothing
 * around it, into tables and indexes like the real ones.
 */
final class BareInserts {
    private static final int SAMPLES = 2_000;

    private final Office office;
    private final DataSource pool;
    private final AtomicInteger next = new AtomicInteger();
    private List<Map<String, @Nullable Object>> rows = List.of();

    BareInserts(Office office) {
        this.office = office;
        this.pool = office.pool();
        office.owner()
                .sql(
                        """
                        CREATE SCHEMA bare;
                        CREATE TABLE bare.event (LIKE record.event INCLUDING ALL);
                        CREATE TABLE bare.receipt (LIKE record.receipt INCLUDING ALL);
                        GRANT USAGE ON SCHEMA bare TO "%1$s";
                        GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA bare TO "%1$s"\
                        """
                                .formatted(office.pool().getUsername()))
                .update();
    }

    /** Takes the latest approvals' rows to insert their like. */
    void sample() {
        rows =
                office.owner()
                        .sql(
                                """
                                SELECT *, convert_from(metadata, 'UTF8')::json->>'actorId' AS person
                                FROM record.event WHERE name = 'section-approved'
                                ORDER BY position DESC LIMIT ?\
                                """)
                        .param(SAMPLES)
                        .query()
                        .listOfRows();
    }

    boolean insertOne() throws SQLException {
        int n = next.getAndIncrement();
        Map<String, @Nullable Object> row = rows.get(n % rows.size());
        try (Connection connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            event(connection, row, n);
            receipt(connection, row, n);
            connection.commit();
        }
        return true;
    }

    private static void event(Connection connection, Map<String, @Nullable Object> row, int n)
            throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        """
                        INSERT INTO bare.event (event_id, report_id, sequence, stream_type,
                            recorded_at, name, revision, payload, metadata)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)\
                        """)) {
            insert.setString(1, IdentifierFactory.getInstance().generateIdentifier());
            insert.setObject(2, row.get("report_id"));
            insert.setLong(3, n);
            insert.setObject(4, row.get("stream_type"));
            insert.setString(5, Instant.now().toString());
            insert.setObject(6, row.get("name"));
            insert.setObject(7, row.get("revision"));
            insert.setObject(8, row.get("payload"));
            insert.setObject(9, row.get("metadata"));
            insert.executeUpdate();
        }
    }

    private static void receipt(Connection connection, Map<String, @Nullable Object> row, int n)
            throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        """
                        INSERT INTO bare.receipt
                            (person_id, key, fingerprint, report_id, version, revision_id)
                        VALUES (?, ?, ?, ?, ?, ?)\
                        """)) {
            insert.setObject(1, row.get("person"));
            insert.setObject(2, UUID.randomUUID());
            insert.setString(3, Office.FINGERPRINT);
            insert.setObject(4, row.get("report_id"));
            insert.setLong(5, n);
            insert.setObject(6, null);
            insert.executeUpdate();
        }
    }
}
