package org.liuhen.verifier;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.liuhen.database.TestDatabase;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The tables of the reading side that have a truth, in the hands of whoever owns the database: any
 * value of any row is altered, rows are taken away or put in, and all is put back.
 */
final class ShownTables {
    static final List<String> ALL =
            List.of("past_event", "past_state", "history", "task", "deed", "report");

    private final JdbcClient owner;
    private final Map<String, Map<String, String>> columns = new LinkedHashMap<>();

    /**
     * What was done.
     *
     * @param named what must be in the finding
     */
    record Tampering(String what, List<String> named) {}

    ShownTables(TestDatabase database) {
        this.owner = database.asOwner();
        List<String> tables = new ArrayList<>(ALL);
        tables.add("taken");
        owner.sql("CREATE SCHEMA kept_view").update();
        for (String table : tables) {
            columns.put(table, columnsOf(table));
            owner.sql("CREATE TABLE kept_view.%1$s AS TABLE view.%1$s".formatted(table)).update();
        }
    }

    /** Those that the owner of the table can set, with their types. */
    private Map<String, String> columnsOf(String table) {
        Map<String, String> found = new LinkedHashMap<>();
        owner.sql(
                        """
                        SELECT attname, format_type(atttypid, NULL) AS type FROM pg_attribute
                        WHERE attrelid = ('view.' || ?)::regclass AND attnum > 0
                          AND NOT attisdropped AND attgenerated = '' ORDER BY attnum\
                        """)
                .param(table)
                .query(row -> {
                    found.put(row.getString(1), row.getString(2));
                });
        return found;
    }

    List<String> columns(String table) {
        return List.copyOf(columns.get(table).keySet());
    }

    void restore() {
        columns.forEach((table, names) -> {
            String all = String.join(", ", names.keySet());
            owner.sql(
                            """
                            TRUNCATE view.%1$s;
                            INSERT INTO view.%1$s (%2$s) SELECT %2$s FROM kept_view.%1$s\
                            """
                                    .formatted(table, all))
                    .update();
        });
    }

    void does(String sql) {
        owner.sql(sql).update();
    }

    String one(String sql) {
        return owner.sql(sql).query(String.class).single();
    }

    /** A row, by its place on the disk, and the report it is of. */
    record Found(String table, String ctid, String report) {}

    Found any(String table, Random random) {
        List<Found> rows =
                owner.sql(
                                """
                                SELECT ctid::text, report_id FROM view.%s ORDER BY ctid\
                                """
                                        .formatted(table))
                        .query((row, _) -> new Found(table, row.getString(1), row.getString(2)))
                        .list();
        return rows.get(random.nextInt(rows.size()));
    }

    Tampering alter(Found row, String column) {
        String type = columns.get(row.table).get(column);
        String value = other(column, type);
        does(
                "UPDATE view.%s SET %s = %s WHERE ctid = '%s'"
                        .formatted(row.table, column, value, row.ctid));
        List<String> named = new ArrayList<>(List.of("view." + row.table));
        if (!column.equals("report_id")) {
            named.add(row.report);
            named.add(column);
        }
        return new Tampering("%s.%s = %s".formatted(row, column, value), named);
    }

    Tampering delete(Found row) {
        does("DELETE FROM view.%s WHERE ctid = '%s'".formatted(row.table, row.ctid));
        return new Tampering("deleted " + row, List.of("view." + row.table, row.report));
    }

    /** A second one beside it, which differs in what makes it another row. */
    Tampering add(Found row) {
        Map<String, String> values = new LinkedHashMap<>();
        columns.get(row.table).forEach((column, type) -> values.put(column, column));
        switch (row.table) {
            case "past_event" -> {
                values.computeIfPresent("version", (_, _) -> "version + 100000");
                values.computeIfPresent("sequence", (_, _) -> "sequence + 100000");
            }
            case "past_state", "history" -> values.put("version", "version + 100000");
            default -> values.put("valid_to", "valid_from + interval '1 hour'");
        }
        does(
                "INSERT INTO view.%1$s (%2$s) SELECT %3$s FROM view.%1$s WHERE ctid = '%4$s'"
                        .formatted(
                                row.table,
                                String.join(", ", values.keySet()),
                                String.join(", ", values.values()),
                                row.ctid));
        return new Tampering("added beside " + row, List.of("view." + row.table, row.report));
    }

    /** A value of the column's type that it surely did not have. */
    private static String other(String column, String type) {
        return switch (type) {
            case "bigint", "integer" -> column + " + 77777";
            case "timestamp with time zone" ->
                    "CASE WHEN %1$s = 'infinity' THEN now() ELSE %1$s %2$s interval '1 minute' END"
                            .formatted(column, column.equals("valid_from") ? "-" : "+");
            case "bytea" -> "set_byte(%1$s, 5, (get_byte(%1$s, 5) + 1) %% 256)".formatted(column);
            case "json" -> "(overlay(%1$s::text placing ' ' from 2 for 0))::json".formatted(column);
            case "text[]" -> "array_append(%s, 'somebody')".formatted(column);
            default ->
                    "CASE WHEN length(%1$s) > 30 THEN left(%1$s, 29) ELSE coalesce(%1$s, '') || 'x' END"
                            .formatted(column);
        };
    }
}
