package org.liuhen.query;

import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How far one reader has come in each report, kept with what it made of it. */
public final class Taken {
    private final JdbcClient database;
    private final String reader;

    Taken(JdbcClient database, String reader) {
        this.database = database;
        this.reader = reader;
    }

    /** The report's version as this reader has it; 0 where it has none. */
    long version(String report) {
        return database.sql("SELECT version FROM view.taken WHERE reader = ? AND report_id = ?")
                .params(reader, report)
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    /**
     * From the versions before to those after.
     *
     * @throws Outdated where another process has moved one of them meanwhile
     */
    void move(Map<String, Long> from, Map<String, Long> to) {
        int moved =
                database.sql(
                                """
                                INSERT INTO view.taken AS taken (reader, report_id, version, before)
                                SELECT :reader, r, after, before
                                FROM unnest(:reports::text[], :from::bigint[], :to::bigint[])
                                    AS moved (r, before, after)
                                ON CONFLICT (reader, report_id)
                                DO UPDATE SET version = excluded.version, before = excluded.before,
                                    moved = pg_current_xact_id()
                                WHERE taken.version = excluded.before\
                                """)
                        .param("reader", reader)
                        .param("reports", to.keySet().toArray(String[]::new))
                        .param("from", to.keySet().stream().map(from::get).toArray(Long[]::new))
                        .param("to", to.values().toArray(Long[]::new))
                        .update();
        if (moved != to.size()) {
            throw new Outdated(reader);
        }
    }

    void reset() {
        database.sql("DELETE FROM view.taken WHERE reader = ?").param(reader).update();
    }

    /** Another process has taken some of these events; they are looked at again. */
    public static final class Outdated extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Outdated(String reader) {
            super(reader + " is also read elsewhere");
        }
    }
}
