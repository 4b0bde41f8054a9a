package org.liuhen.query.live;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.liuhen.query.Audience;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Which reports have moved since a position, from the rows that say how far each reader is.
 *
 * <p>A transaction can be visible later than one that began after it, so a position is never the
 * last one that was seen but the oldest that was still under way. What was told is found again now
 * and then, and nothing is ever missed.
 */
@Component
class Movements {
    private final JdbcClient database;

    Movements(JdbcClient database) {
        this.database = database;
    }

    /** Where one begins who knows everything that is visible. */
    Position now() {
        return database.sql(
                        """
                        SELECT id, pg_snapshot_xmin(pg_current_snapshot())::text AS transaction
                        FROM view.origin\
                        """)
                .query((row, _) -> position(row))
                .single();
    }

    /**
     * What has moved since a position, as it is now.
     *
     * @param most how many reports at most
     */
    Look since(Position position, int most) {
        List<Moved> moved = new ArrayList<>();
        List<Position> at = new ArrayList<>();
        database.sql(
                        """
                        WITH moved AS (
                            SELECT report_id, min(version) AS version FROM view.taken
                            WHERE reader IN ('report', 'inbox', 'reports')
                              AND report_id IN (
                                  SELECT report_id FROM view.taken WHERE moved >= :since::xid8)
                            GROUP BY report_id HAVING count(*) = 3)
                        SELECT id, pg_snapshot_xmin(pg_current_snapshot())::text AS transaction,
                            report_id, version, department_id, department_roles, admitted,
                            ARRAY(SELECT DISTINCT step FROM view.task
                                  WHERE task.report_id = moved.report_id AND department_id IS NULL)
                                AS asked
                        FROM view.origin
                        LEFT JOIN (moved JOIN view.report USING (report_id)) ON valid_to = 'infinity'
                        LIMIT :most\
                        """)
                .param("since", String.valueOf(position.transaction()))
                .param("most", most)
                .query((ResultSet row) -> {
                    at.add(position(row));
                    Moved each = moved(row);
                    if (each != null) {
                        moved.add(each);
                    }
                });
        return new Look(at.getFirst(), moved);
    }

    private static Position position(ResultSet row) throws SQLException {
        return new Position(
                Objects.requireNonNull(row.getObject("id", UUID.class)),
                Long.parseLong(row.getString("transaction")));
    }

    private static @Nullable Moved moved(ResultSet row) throws SQLException {
        String report = row.getString("report_id");
        return report == null
                ? null
                : new Moved(
                        report,
                        row.getLong("version"),
                        new Audience(
                                row.getString("department_id"),
                                names(row, "department_roles"),
                                names(row, "admitted")),
                        names(row, "asked"));
    }

    private static Set<String> names(ResultSet row, String column) throws SQLException {
        return Set.of((String[]) row.getArray(column).getArray());
    }
}
