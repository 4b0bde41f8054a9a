package org.liuhen.query;

import com.github.benmanes.caffeine.cache.Cache;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.liuhen.views.Step;
import org.liuhen.views.past.PastSlice;
import org.liuhen.workflow.ReportState;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Every report as it stood at any version or moment: the nearest stored state before it, and the
 * few events since, folded by the rules themselves. A long report answers about as fast as a short
 * one.
 */
@Component
public class Past {
    static final String READER = "report";

    private static final int TOLD_AT_ONCE = 1_000;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final Arrivals arrivals;
    private final PastEvents events;
    private final StoredStates states;
    private final Cache<String, ReportState> remembered = Remembered.states();
    private final List<Consumer<String>> forgetting = new CopyOnWriteArrayList<>();
    private final Set<String> believed = ConcurrentHashMap.newKeySet();

    Past(Arrivals arrivals, PastEvents events, SealCheck seal, JdbcClient database) {
        this.arrivals = arrivals;
        this.events = events;
        this.states = new StoredStates(database);
        seal.whenFalse((report, version) -> {
            var _ = events.differs(report, version);
            believed.add(report);
            forget(report);
        });
    }

    /** The version that is visible now; 0 where no such report is. */
    public long latestVersion(String reportId) {
        return events.latestVersion(reportId);
    }

    /** The report as it stands now. */
    public Optional<ReportState> latest(String reportId) {
        long version = latestVersion(reportId);
        return version == 0 ? Optional.empty() : Optional.of(at(reportId, version));
    }

    /** The report's last version at or before that moment; 0 before it was opened. */
    public long versionAt(String reportId, Instant moment) {
        return events.versionAt(reportId, moment);
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
            for (Stored event : events.after(reportId, told, Math.min(told + TOLD_AT_ONCE, to))) {
                ReportState next = events.evolve(state, event);
                listener.accept(event.step(state, next));
                state = next;
                told = next.version();
            }
        }
        if (state == null) {
            throw events.isMissing(reportId, to);
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

    /** A state that was stored. */
    void stored(ReportState state) {
        states.folded(state);
    }

    /** Told of each report of which nothing may be remembered that was not folded anew. */
    public void whenForgetting(Consumer<String> listener) {
        forgetting.add(listener);
    }

    /** Nothing of the report is remembered any more, here or by whoever listens. */
    public void forget(String reportId) {
        remembered.asMap().keySet().removeIf(key -> key.endsWith("@" + reportId));
        states.forget(reportId);
        forgetting.forEach(listener -> listener.accept(reportId));
    }

    /** What is remembered beside the tables, which may have changed. */
    public void forget() {
        remembered.invalidateAll();
        states.forget();
    }

    /**
     * Looks whether reports that were not what was sealed are now. Until then what was believed of
     * them is forgotten again, for somebody may have been folding it when it was forgotten first.
     */
    public void lookAgain() {
        believed.forEach(this::forget);
        events.lookAgain();
        believed.removeIf(report -> !events.isDiffering(report));
    }

    private ReportState fold(String reportId, long version) {
        return retell(
                reportId,
                states.nearest(reportId, version),
                version,
                step -> {
                    if (PastSlice.keeps(step.version())
                            && !states.isKnown(reportId, step.version())) {
                        states.folded(step.after());
                    }
                });
    }
}
