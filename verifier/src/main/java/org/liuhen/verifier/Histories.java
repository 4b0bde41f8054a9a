package org.liuhen.verifier;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.liuhen.seal.RowKind;
import org.liuhen.seal.StoredRow;

/** Every report of the record, one after the other, each from its first event to its last. */
final class Histories {
    private static final String EVENTS =
            "SELECT "
                    + RowKind.EVENT.selected()
                    + " FROM record.event ORDER BY report_id, sequence";

    private Histories() {}

    /** Reads them all; one report at a time is held in memory. */
    static void read(Connection connection, Decided decided) throws SQLException {
        try (PreparedStatement query = DatabaseCheck.cursor(connection, EVENTS);
                ResultSet events = query.executeQuery()) {
            @Nullable String reportId = null;
            @Nullable ReportCheck report = null;
            while (events.next()) {
                @Nullable String next = events.getString("report_id");
                if (report == null || !Objects.equals(reportId, next)) {
                    if (report != null) {
                        decided.end(report);
                    }
                    report = decided.begin();
                    reportId = next;
                }
                report.next(StoredRow.of(RowKind.EVENT, events).event());
            }
            if (report != null) {
                decided.end(report);
            }
        }
    }
}
