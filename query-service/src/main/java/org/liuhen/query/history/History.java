package org.liuhen.query.history;

import static java.time.ZoneOffset.UTC;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.liuhen.query.Arrivals;
import org.liuhen.seal.Seals;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The audit trail of one report, read in order, page by page. */
@Component
class History {
    static final String READER = "history";

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    /** What a page weighs at most, and one entry's more: entries may hold whole sections. */
    private static final long HEAVIEST = 4L << 20;

    private final JdbcClient database;
    private final ObjectProvider<Seals> seals;
    private final Arrivals arrivals;

    History(JdbcClient database, ObjectProvider<Seals> seals, Arrivals arrivals) {
        this.database = database;
        this.seals = seals;
        this.arrivals = arrivals;
    }

    /**
     * A stretch of the trail.
     *
     * @param next the version to go on after, or null at the end
     */
    @Schema(name = "History", description = "经过；next 为下一页的 after，到末尾为 null")
    record Page(List<Entry> items, @Nullable Long next) {}

    /** One condition on the entries, which an index answers. */
    private record Condition(String sql, String name, Object value) {}

    /**
     * A page of the trail, which may be shorter than asked for.
     *
     * @param after the version to go on after; 0 to begin
     */
    Page after(String reportId, long after, int limit, HistoryFilter filter) {
        List<Condition> conditions = conditions(reportId, after, filter);
        JdbcClient.StatementSpec asked = database.sql(statement(conditions, filter));
        for (Condition condition : conditions) {
            asked = asked.param(condition.name, condition.value);
        }
        List<Found> found =
                asked.param("limit", limit + 1)
                        .param("heaviest", HEAVIEST)
                        .query((row, _) -> new Found(Entry.of(row), row.getLong("wanted")))
                        .list();
        List<Entry> shown = found.stream().limit(limit).map(Found::entry).toList();
        boolean more = !found.isEmpty() && found.getFirst().wanted > shown.size();
        return new Page(withSeals(shown), more ? shown.getLast().version() : null);
    }

    /** An entry, and how many there were of the {@code limit} and one more. */
    private record Found(Entry entry, long wanted) {}

    private static String statement(List<Condition> conditions, HistoryFilter filter) {
        // a period is read by the clock, which may once have been set back
        String order = filter.isOfPeriod() ? "recorded_at, version" : "version";
        return """
        SELECT * FROM (
            SELECT *, count(*) OVER () AS wanted, sum(weight) OVER (ORDER BY %2$s) - weight AS before
            FROM (SELECT * FROM view.history WHERE %1$s ORDER BY %2$s LIMIT :limit) page) measured
        WHERE before < :heaviest ORDER BY %2$s\
        """
                .formatted(
                        conditions.stream()
                                .map(Condition::sql)
                                .collect(Collectors.joining(" AND ")),
                        order);
    }

    /** Only what is asked for is asked of the database, so that it finds the index for it. */
    private static List<Condition> conditions(String reportId, long after, HistoryFilter filter) {
        List<Condition> conditions = new ArrayList<>();
        conditions.add(new Condition("report_id = :report", "report", reportId));
        if (after > 0) {
            conditions.add(new Condition(beyond(filter), "after", after));
        }
        equal(conditions, "section", filter.section());
        equal(conditions, "indicator", filter.indicator());
        equal(conditions, "line_item", filter.lineItem());
        equal(conditions, "actor_id", filter.actor());
        equal(conditions, "type", filter.type());
        filter.begins()
                .map(at -> new Condition("recorded_at >= :from", "from", at.atOffset(UTC)))
                .ifPresent(conditions::add);
        filter.ends()
                .map(at -> new Condition("recorded_at < :to", "to", at.atOffset(UTC)))
                .ifPresent(conditions::add);
        return conditions;
    }

    private static String beyond(HistoryFilter filter) {
        return filter.isOfPeriod()
                ? """
                (recorded_at, version) > ((SELECT recorded_at FROM view.history
                 WHERE report_id = :report AND version = :after), :after)\
                """
                : "version > :after";
    }

    private static void equal(List<Condition> conditions, String column, @Nullable String value) {
        if (value != null) {
            conditions.add(new Condition(column + " = :" + column, column, value));
        }
    }

    private List<Entry> withSeals(List<Entry> entries) {
        Seals log = seals.getIfAvailable();
        if (log == null) {
            return entries;
        }
        Set<String> sealed = log.among(entries.stream().map(Entry::eventId).toList());
        return entries.stream()
                .map(entry -> entry.sealed(sealed.contains(entry.eventId())))
                .toList();
    }

    /**
     * Waits until the trail has come to that version, five seconds at most; says whether it has.
     */
    boolean await(String reportId, long version) {
        return arrivals.await(
                READER, reportId, version, LONGEST_WAIT, () -> latestVersion(reportId));
    }

    private long latestVersion(String reportId) {
        return database.sql(
                        "SELECT coalesce(max(version), 0) FROM view.history WHERE report_id = ?")
                .param(reportId)
                .query(Long.class)
                .single();
    }
}
