package org.liuhen.standalone.backup;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a restored database holds.
 *
 * @param backup that it was made of
 * @param last when the last transaction was that it has from the write-ahead log; empty where it
 *     has none
 * @param events how many there are
 * @param lastEvent when the last of them was recorded
 * @param signed how many the sealed log had signed by then
 */
record Restored(
        Kept backup,
        Optional<Instant> last,
        long events,
        Optional<Instant> lastEvent,
        long signed) {
    private static final Pattern LAST =
            Pattern.compile("last completed transaction was at log time (\\S+ \\S+)$");
    private static final DateTimeFormatter LOGGED =
            DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd HH:mm:ss[.SSSSSS][.SSSSS][.SSSS][.SSS][.SS][.S]X");

    static Restored look(Kept backup, Connection database, List<String> log) throws SQLException {
        Optional<Instant> last = lastTransaction(log);
        if (one(database, "SELECT to_regclass('record.event')") == null) {
            return new Restored(backup, last, 0, Optional.empty(), 0);
        }
        return new Restored(
                backup,
                last,
                Long.parseLong(String.valueOf(one(database, "SELECT count(*) FROM record.event"))),
                Optional.ofNullable(one(database, "SELECT max(recorded_at) FROM record.event"))
                        .map(Instant::parse),
                one(database, "SELECT to_regclass('seal.checkpoint')") == null
                        ? 0
                        : Long.parseLong(
                                String.valueOf(
                                        one(
                                                database,
                                                "SELECT coalesce(max(size), 0)"
                                                        + " FROM seal.checkpoint"))));
    }

    /** As the server said at the end of its recovery. */
    static Optional<Instant> lastTransaction(List<String> log) {
        return log.stream()
                .map(LAST::matcher)
                .filter(Matcher::find)
                .map(found -> OffsetDateTime.parse(found.group(1), LOGGED).toInstant())
                .reduce((_, later) -> later);
    }

    private static @Nullable String one(Connection database, String sql) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
