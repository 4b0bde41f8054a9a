package org.liuhen.query;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.liuhen.access.Problem;
import org.liuhen.contracts.Upcasting;
import org.liuhen.seal.Malformed;
import org.liuhen.seal.StoredEvent;
import org.liuhen.workflow.Report;
import org.liuhen.workflow.ReportState;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The events of each report as the reading side keeps them: every column as it was stored. None is
 * given out that is not the one that was sealed, and none is passed over.
 */
@Component
class PastEvents {
    private static final long MOST_BYTES = 32L << 20;
    private static final String COLUMNS = String.join(", ", StoredEvent.COLUMNS);

    private final JdbcClient database;
    private final JdbcTemplate batches;
    private final SealCheck seal;
    private final DifferingReports differing;
    private final Upcasting upcasting;

    @Autowired
    PastEvents(
            JdbcClient database, JdbcTemplate batches, SealCheck seal, DifferingReports differing) {
        this(database, batches, seal, differing, Upcasting.present());
    }

    PastEvents(
            JdbcClient database,
            JdbcTemplate batches,
            SealCheck seal,
            DifferingReports differing,
            Upcasting upcasting) {
        this.database = database;
        this.batches = batches;
        this.seal = seal;
        this.differing = differing;
        this.upcasting = upcasting;
    }

    /** Keeps them, in the transaction of the reader. */
    void keep(List<Stored> events) {
        batches.batchUpdate(
                """
                INSERT INTO view.past_event (%s, moment)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)\
                """
                        .formatted(COLUMNS),
                events.stream().map(PastEvents::row).toList());
    }

    private static Object[] row(Stored event) {
        List<@Nullable Object> values = new ArrayList<>();
        for (String column : StoredEvent.COLUMNS) {
            values.add(value(event.row(), column));
        }
        values.add(event.at().atOffset(ZoneOffset.UTC));
        return values.toArray();
    }

    private static @Nullable Object value(StoredEvent row, String column) {
        return switch (column) {
            case "position", "sequence" -> row.number(column);
            case "payload", "metadata" -> row.bytes(column);
            default -> row.optionalText(column).orElse(null);
        };
    }

    void clear() {
        batches.execute("TRUNCATE view.past_event, view.past_state");
    }

    /**
     * How many versions there are: as many as there are events, or as many as the reader has taken
     * where that is more.
     */
    long latestVersion(String reportId) {
        return database.sql(
                        """
                        SELECT greatest(
                            coalesce((SELECT max(version) FROM view.past_event
                                      WHERE report_id = :report), 0),
                            coalesce((SELECT version FROM view.taken
                                      WHERE reader = :reader AND report_id = :report), 0))\
                        """)
                .param("report", reportId)
                .param("reader", Past.READER)
                .query(Long.class)
                .single();
    }

    /** The last version at or before a moment, and it is seen that the next one is after it. */
    long versionAt(String reportId, Instant moment) {
        long version =
                database.sql(
                                """
                                SELECT coalesce(max(version), 0) FROM view.past_event
                                WHERE report_id = ? AND moment <= ?\
                                """)
                        .params(reportId, moment.atOffset(ZoneOffset.UTC))
                        .query(Long.class)
                        .single();
        long next = Math.min(version + 1, latestVersion(reportId));
        for (Stored event : after(reportId, Math.max(0, version - 1), next)) {
            if (event.at().isAfter(moment) != (event.version() > version)) {
                throw differs(reportId, event.version());
            }
        }
        return version;
    }

    /**
     * The events of the versions {@code after + 1} to {@code to}, or fewer from the first where
     * they are large.
     *
     * @throws Problem {@code record-differs} where one is not the one that was sealed; {@code
     *     record-incomplete} where one is not there
     */
    List<Stored> after(String reportId, long after, long to) {
        List<Stored> found =
                database.sql(
                                """
                                SELECT %s FROM (
                                    SELECT *, sum(octet_length(payload)) OVER (ORDER BY version)
                                                  - octet_length(payload) AS bytes_before
                                    FROM view.past_event
                                    WHERE report_id = ? AND version > ? AND version <= ?) found
                                WHERE bytes_before < ? ORDER BY version\
                                """
                                        .formatted(COLUMNS))
                        .params(reportId, after, to, MOST_BYTES)
                        .query((row, _) -> new Stored(StoredEvent.of(row), upcasting))
                        .list();
        long version = after;
        long awaited = 0;
        for (Stored event : found) {
            boolean isSealed = isSealed(reportId, ++version, event);
            if (isSealed && awaited > 0) {
                throw differs(reportId, awaited);
            }
            awaited = !isSealed && awaited == 0 ? version : awaited;
        }
        if (version == after && to > after) {
            throw isMissing(reportId, after + 1);
        }
        if (awaited > 0 && isSealedBeyond(reportId, version)) {
            throw differs(reportId, awaited);
        }
        return found;
    }

    /** A report's events are sealed in their order: what is before a sealed one is sealed. */
    private boolean isSealedBeyond(String reportId, long version) {
        return database.sql(
                        """
                        SELECT %s FROM view.past_event WHERE report_id = ? AND version > ?
                        ORDER BY version DESC LIMIT 1\
                        """
                                .formatted(COLUMNS))
                .params(reportId, version)
                .query((row, _) -> StoredEvent.of(row))
                .optional()
                .filter(seal::isSealed)
                .isPresent();
    }

    /** Whether it is sealed, or awaited. */
    private boolean isSealed(String reportId, long version, Stored event) {
        SealCheck.Verdict verdict;
        try {
            if (event.version() > version) {
                throw isMissing(reportId, version);
            }
            verdict =
                    event.reportId().equals(reportId)
                            ? seal.of(event.row())
                            : SealCheck.Verdict.DIFFERS;
        } catch (Malformed _) {
            verdict = SealCheck.Verdict.DIFFERS;
        }
        return switch (verdict) {
            case SEALED -> true;
            case AWAITED -> false;
            case DIFFERS -> throw differs(reportId, version);
            case UNPROVED -> throw differing.isUnproved(reportId, version);
        };
    }

    /** The report after the event; what is not sealed yet may be anything. */
    ReportState evolve(@Nullable ReportState before, Stored event) {
        try {
            return Report.evolve(before, event.recorded());
        } catch (RuntimeException e) {
            if (seal.isSealed(event.row())) {
                throw e;
            }
            throw differs(event.reportId(), event.version());
        }
    }

    Problem differs(String reportId, long version) {
        return differing.differs(reportId, version);
    }

    Problem isMissing(String reportId, long version) {
        return differing.isMissing(reportId, version);
    }

    boolean isDiffering(String reportId) {
        return differing.includes(reportId);
    }

    /** Looks whether reports that were not what was sealed are now. */
    void lookAgain() {
        for (DifferingReports.Differing each : differing.all()) {
            try {
                String report = each.reportId();
                long latest = latestVersion(report);
                after(
                        report,
                        Math.min(each.version(), latest) - 1,
                        Math.min(each.version(), latest));
                for (long at = 0; at < latest; ) {
                    at += after(report, at, latest).size();
                }
                differing.holds(report);
            } catch (Problem _) {
                // it stays as it is
            }
        }
    }
}
