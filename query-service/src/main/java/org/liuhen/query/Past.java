package org.liuhen.query;

import com.github.benmanes.caffeine.cache.Cache;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.liuhen.contracts.ContractJson;
import org.liuhen.contracts.Envelope;
import org.liuhen.contracts.Upcasting;
import org.liuhen.views.Step;
import org.liuhen.workflow.Recorded;
import org.liuhen.workflow.Report;
import org.liuhen.workflow.ReportEvent;
import org.liuhen.workflow.ReportState;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;

/**
 * Every report as it stood at any version or moment: the nearest stored state before it, and the
 * few events since, folded by the rules themselves. A long report answers about as fast as a short
 * one.
 */
@Component
public class Past {
    static final String READER = "report";

    private static final int TOLD_AT_ONCE = 1_000;
    private static final long MOST_BYTES = 32L << 20;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final JdbcClient database;
    private final Upcasting upcasting;
    private final Arrivals arrivals;
    private final Cache<String, ReportState> remembered = Remembered.states();

    @Autowired
    Past(JdbcClient database, Arrivals arrivals) {
        this(database, arrivals, Upcasting.present());
    }

    Past(JdbcClient database, Arrivals arrivals, Upcasting upcasting) {
        this.database = database;
        this.arrivals = arrivals;
        this.upcasting = upcasting;
    }

    /** The version that is visible now; 0 where no such report is. */
    public long latestVersion(String reportId) {
        return database.sql(
                        """
                        SELECT coalesce(max(version), 0) FROM view.past_event
                        WHERE report_id = ?\
                        """)
                .param(reportId)
                .query(Long.class)
                .single();
    }

    /** The report as it stands now. */
    public Optional<ReportState> latest(String reportId) {
        long version = latestVersion(reportId);
        return version == 0 ? Optional.empty() : Optional.of(at(reportId, version));
    }

    /** The report's last version at or before that moment; 0 before it was opened. */
    public long versionAt(String reportId, Instant moment) {
        return database.sql(
                        """
                        SELECT coalesce(max(version), 0) FROM view.past_event
                        WHERE report_id = ? AND recorded_at <= ?\
                        """)
                .params(reportId, moment.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
    }

    /**
     * The report at a version that is visible.
     *
     * @param version from 1 to {@link #latestVersion}
     */
    public ReportState at(String reportId, long version) {
        String key = version + "@" + reportId;
        ReportState known = remembered.getIfPresent(key);
        if (known == null) {
            known = fold(reportId, version);
            remembered.put(key, known);
        }
        return known;
    }

    /**
     * Tells a report's history again, event by event, each with the report before and after it.
     *
     * @param from the report at the version after which to begin; absent to begin with its opening
     * @param to the last version to tell
     * @return the report at that version
     */
    public ReportState retell(
            String reportId, @Nullable ReportState from, long to, Consumer<Step> listener) {
        ReportState state = from;
        long told = from == null ? 0 : from.version();
        while (told < to) {
            for (Stored event : stored(reportId, told, Math.min(told + TOLD_AT_ONCE, to))) {
                ReportState next = Report.evolve(state, event.recorded());
                listener.accept(event.step(state, next));
                state = next;
            }
            if (state == null || state.version() == told) {
                throw new IllegalStateException("no version " + (told + 1) + " of " + reportId);
            }
            told = state.version();
        }
        if (state == null || told != to) {
            throw new IllegalStateException("no version " + to + " of " + reportId);
        }
        return state;
    }

    /** Waits until the version is visible, five seconds at most; says whether it is. */
    public boolean await(String reportId, long version) {
        return await(reportId, version, () -> latestVersion(reportId));
    }

    /** The same, where what is visible depends on who looks. */
    boolean await(String reportId, long version, LongSupplier visible) {
        return arrivals.await(READER, reportId, version, LONGEST_WAIT, visible);
    }

    /**
     * The report at a version that another reader may still be bringing.
     *
     * @throws NotYetThere where it does not bring it in time
     */
    ReportState awaitAt(String reportId, long version) {
        if (!await(reportId, version)) {
            throw new NotYetThere(reportId, version);
        }
        return at(reportId, version);
    }

    /** A version of a report is not there, or not yet. */
    public static final class NotYetThere extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final String reportId;

        NotYetThere(String reportId, long version) {
            super("version " + version + " of " + reportId + " has not arrived");
            this.reportId = reportId;
        }

        public String reportId() {
            return reportId;
        }
    }

    void arrived(ReportState state) {
        remembered.put(state.version() + "@" + state.reportId(), state);
    }

    /** What is remembered beside the tables, which may have changed. */
    public void forget() {
        remembered.invalidateAll();
    }

    private ReportState fold(String reportId, long version) {
        return retell(reportId, nearest(reportId, version), version, _ -> {});
    }

    private @Nullable ReportState nearest(String reportId, long version) {
        return database.sql(
                        """
                        SELECT state FROM view.past_state
                        WHERE report_id = ? AND version <= ? AND revision = ?
                        ORDER BY version DESC LIMIT 1\
                        """)
                .params(reportId, version, ContractJson.STATE_REVISION)
                .query((row, _) -> ContractJson.readState(row.getBytes("state")))
                .optional()
                .orElse(null);
    }

    private List<Stored> stored(String reportId, long after, long to) {
        return database.sql(
                        """
                        SELECT event_id, name, revision, recorded_at, payload, metadata FROM (
                            SELECT *, sum(octet_length(payload)) OVER (ORDER BY version)
                                          - octet_length(payload) AS bytes_before
                            FROM view.past_event
                            WHERE report_id = ? AND version > ? AND version <= ?) found
                        WHERE bytes_before < ? ORDER BY version\
                        """)
                .params(reportId, after, to, MOST_BYTES)
                .query((row, _) -> Stored.of(row, upcasting))
                .list();
    }

    /** An event as it was stored, read. */
    private record Stored(String eventId, ReportEvent event, Envelope envelope, Instant at) {

        static Stored of(ResultSet row, Upcasting upcasting) throws SQLException {
            return new Stored(
                    row.getString("event_id"),
                    upcasting.read(
                            row.getString("name"),
                            row.getString("revision"),
                            row.getBytes("payload")),
                    Envelope.of(
                            ContractJson.mapper()
                                    .readValue(row.getBytes("metadata"), new Metadata())),
                    row.getTimestamp("recorded_at").toInstant());
        }

        Recorded recorded() {
            return new Recorded(event, envelope.by(), at);
        }

        Step step(@Nullable ReportState before, ReportState after) {
            return new Step(eventId, event, envelope, at, before, after);
        }
    }

    private static final class Metadata extends TypeReference<Map<String, @Nullable String>> {}
}
