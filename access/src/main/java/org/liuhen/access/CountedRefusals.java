package org.liuhen.access;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.liuhen.workflow.Organisation;
import org.liuhen.workflow.Person;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Keeps the counts of refusals where a crash does not reach them, until their minute is over: then
 * each becomes one entry of the journal. Whichever instance comes first closes it.
 */
final class CountedRefusals {
    /** Counts of other instances arrive a little later. */
    private static final Duration LATE = Duration.ofSeconds(5);

    private final JdbcClient database;
    private final TransactionOperations transaction;

    CountedRefusals(JdbcClient database, TransactionOperations transaction) {
        this.database = database;
        this.transaction = transaction;
    }

    /** Adds what was counted since, all or nothing. */
    void add(List<Counted> counts) {
        if (!counts.isEmpty()) {
            transaction.executeWithoutResult(_ -> counts.forEach(this::add));
        }
    }

    private void add(Counted counted) {
        bound(
                        """
                        INSERT INTO access.counted AS open (window_at, who, person_id, person_name, organisation_id,
                            organisation_name, post, username, address, status, code, times, first_at, last_at, samples)
                        VALUES (:window, :who, :personId, :personName, :organisationId,
                            :organisationName, :post, :username, :address, :status, :code, :times, :first, :last, :samples)
                        ON CONFLICT (window_at, who) DO UPDATE SET
                            times = open.times + EXCLUDED.times,
                            first_at = least(open.first_at, EXCLUDED.first_at),
                            last_at = greatest(open.last_at, EXCLUDED.last_at),
                            samples = CASE WHEN cardinality(open.samples) >= :most OR open.samples @> EXCLUDED.samples
                                THEN open.samples ELSE open.samples || EXCLUDED.samples END\
                        """,
                        counted)
                .param("window", Timestamp.from(counted.window()))
                .param("who", counted.who())
                .param("most", Counted.MOST_SAMPLES)
                .update();
    }

    /** Enters what nothing is added to any more, whichever instance has begun it. */
    int close(Instant now) {
        Instant over = Counted.windowOf(now.minus(LATE)).minus(Counted.WINDOW);
        return Objects.requireNonNull(
                transaction.execute(_ -> {
                    List<Counted> closed =
                            database.sql(
                                            "DELETE FROM access.counted WHERE window_at <= ?"
                                                    + " RETURNING *")
                                    .param(Timestamp.from(over))
                                    .query((row, _) -> counted(row))
                                    .list();
                    closed.forEach(each -> enter(each, now));
                    return closed.size();
                }));
    }

    private void enter(Counted counted, Instant now) {
        bound(
                        """
                        INSERT INTO access.journal (id, at, person_id, person_name, organisation_id, organisation_name,
                            post, username, address, status, code, detail, times, first_at, last_at, samples)
                        VALUES (:id, :at, :personId, :personName, :organisationId, :organisationName,
                            :post, :username, :address, :status, :code, :detail, :times, :first, :last, :samples)\
                        """,
                        counted)
                .param("id", RequestId.next().value())
                .param("at", Timestamp.from(now))
                .param("detail", counted.sentence())
                .update();
    }

    /** A statement with what both tables have of a count. */
    private JdbcClient.StatementSpec bound(String sql, Counted counted) {
        Person person = counted.person();
        return database.sql(sql)
                .param("personId", person == null ? null : person.id())
                .param("personName", person == null ? null : person.name())
                .param("organisationId", person == null ? null : person.organisation().id())
                .param("organisationName", person == null ? null : person.organisation().name())
                .param("post", person == null ? null : person.post())
                .param("username", counted.username())
                .param("address", counted.network())
                .param("status", counted.code().status())
                .param("code", counted.code().text())
                .param("times", counted.times())
                .param("first", Timestamp.from(counted.first()))
                .param("last", Timestamp.from(counted.last()))
                .param("samples", counted.samples().toArray(String[]::new));
    }

    private static Counted counted(ResultSet row) throws SQLException {
        Array samples = row.getArray("samples");
        String code = row.getString("code");
        return new Counted(
                instant(row, "window_at"),
                row.getString("who"),
                person(row),
                row.getString("username"),
                row.getString("address"),
                Arrays.stream(ProblemCode.values())
                        .filter(each -> each.text().equals(code))
                        .findFirst()
                        .orElse(ProblemCode.INTERNAL),
                row.getLong("times"),
                instant(row, "first_at"),
                instant(row, "last_at"),
                Arrays.stream((String[]) samples.getArray())
                        .distinct()
                        .limit(Counted.MOST_SAMPLES)
                        .toList());
    }

    private static @Nullable Person person(ResultSet row) throws SQLException {
        String id = row.getString("person_id");
        return id == null
                ? null
                : new Person(
                        id,
                        row.getString("person_name"),
                        new Organisation(
                                row.getString("organisation_id"),
                                row.getString("organisation_name")),
                        row.getString("post"),
                        Set.of());
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
