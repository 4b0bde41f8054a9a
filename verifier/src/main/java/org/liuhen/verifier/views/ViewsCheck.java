package org.liuhen.verifier.views;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Checks what the reading side shows against the record, in the same database or in another one.
 * Nothing is changed, and each database is read as of one moment.
 */
public final class ViewsCheck implements AutoCloseable {
    /** Opens a connection of its own. */
    @FunctionalInterface
    public interface Source {
        Connection open() throws SQLException;
    }

    private final Source records;
    private final @Nullable Source elsewhere;
    private final Answer answer;
    private final List<Snapshot> open = new ArrayList<>();
    private @Nullable Snapshot record;
    private @Nullable Snapshot view;

    /**
     * A check that is yet to be begun.
     *
     * @param records opens the database of the record
     * @param elsewhere opens that of the reading side, where it is another one
     */
    public ViewsCheck(Source records, @Nullable Source elsewhere, Answer answer) {
        this.records = records;
        this.elsewhere = elsewhere;
        this.answer = answer;
    }

    /**
     * Takes the moment of a connection to the record, so that what else is checked there is checked
     * as of the same. A reading side elsewhere is looked at first: the record is then at least as
     * far.
     *
     * @param connection in a transaction in which everything is read as of one moment
     */
    public void join(Connection connection) throws SQLException {
        if (elsewhere != null) {
            view = opened(Snapshot.of(elsewhere.open()));
        }
        String exported = exported(connection);
        record = opened(Snapshot.of(records.open(), exported));
        if (view == null) {
            view = opened(Snapshot.of(records.open(), exported));
        }
    }

    /** Compares. */
    public void check() throws SQLException {
        Snapshot from = record;
        Snapshot shown = view;
        if (from == null || shown == null) {
            throw new IllegalStateException("not begun");
        }
        if (shown.texts("SELECT 1 FROM pg_namespace WHERE nspname = 'view'").isEmpty()) {
            answer.note("views.elsewhere");
            return;
        }
        if (shown.texts("SELECT 1 WHERE has_schema_privilege('view', 'USAGE')").isEmpty()) {
            answer.note("views.not-readable");
            return;
        }
        List<String> tables = new ArrayList<>();
        Slices.shapes().forEach(shape -> tables.add("view." + shape.name()));
        tables.addAll(List.of("view." + Copied.NAME, "view.taken", "view.dead_letter"));
        List<String> odd = shown.odd(tables);
        if (!odd.isEmpty()) {
            answer.fails("views.odd-tables", odd);
        }
        try {
            new Comparison(from, shown, answer).make();
        } catch (SQLException e) {
            answer.fails("views.unreadable", String.valueOf(e.getMessage()));
        }
    }

    private Snapshot opened(Snapshot snapshot) {
        open.add(snapshot);
        return snapshot;
    }

    @Override
    public void close() throws SQLException {
        for (Snapshot each : open) {
            each.close();
        }
    }

    /** A moment that other connections may take over while this transaction lasts. */
    private static String exported(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_catalog.pg_export_snapshot()")) {
            row.next();
            return String.valueOf(row.getString(1));
        }
    }
}
