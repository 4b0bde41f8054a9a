package org.liuhen.database;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a schema of one database has, as PostgreSQL itself lists it. */
record Tables(JdbcClient database, String schema) {
    private static final String MIGRATIONS = "flyway_schema_history";

    /**
     * A column.
     *
     * @param generated whether PostgreSQL makes the column's value of others
     */
    record Column(String name, String type, boolean generated) {}

    /**
     * A table, with its columns as they stand, and those of its primary key.
     *
     * @param key empty where it has none
     */
    record Table(String schema, String name, List<Column> columns, List<String> key) {

        /** As a name in SQL. */
        String quoted() {
            return Tables.quoted(schema) + "." + Tables.quoted(name);
        }

        /** What is stored of it, in SQL. */
        String columnList() {
            return columns.stream()
                    .filter(column -> !column.generated)
                    .map(column -> Tables.quoted(column.name))
                    .collect(Collectors.joining(", "));
        }

        /** What its rows are sorted by, in SQL, the same in every database. */
        String order() {
            return key.isEmpty()
                    ? Tables.quoted(name) + "::text COLLATE \"C\""
                    : key.stream().map(Tables::quoted).collect(Collectors.joining(", "));
        }
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** The last script that made it what it is; empty where it is not there. */
    Optional<String> version() {
        String migrations = quoted(schema) + "." + MIGRATIONS;
        boolean exists =
                database.sql("SELECT to_regclass(:name) IS NOT NULL")
                        .param("name", migrations)
                        .query(Boolean.class)
                        .single();
        return exists
                ? database.sql(
                                """
                                SELECT version FROM %s WHERE success AND version IS NOT NULL
                                ORDER BY installed_rank DESC LIMIT 1\
                                """
                                        .formatted(migrations))
                        .query(String.class)
                        .optional()
                : Optional.empty();
    }

    /** All that hold something of the application's. */
    List<Table> all() {
        Map<String, List<Column>> columns = new LinkedHashMap<>();
        database.sql(
                        """
                        SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attgenerated <> ''
                        FROM pg_class c
                        JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
                        WHERE c.relnamespace = to_regnamespace(:schema) AND c.relkind IN ('r', 'p')
                          AND c.relname <> :migrations
                        ORDER BY c.relname, a.attnum\
                        """)
                .param("schema", quoted(schema))
                .param("migrations", MIGRATIONS)
                .query(
                        (RowCallbackHandler)
                                row ->
                                        columns.computeIfAbsent(
                                                        row.getString(1), _ -> new ArrayList<>())
                                                .add(
                                                        new Column(
                                                                row.getString(2),
                                                                row.getString(3),
                                                                row.getBoolean(4))));
        return columns.entrySet().stream()
                .map(each ->
                        new Table(
                                schema,
                                each.getKey(),
                                List.copyOf(each.getValue()),
                                key(each.getKey())))
                .toList();
    }

    private List<String> key(String table) {
        return database.sql(
                        """
                        SELECT a.attname
                        FROM pg_index i
                        JOIN pg_class c ON c.oid = i.indrelid
                        CROSS JOIN unnest(i.indkey) WITH ORDINALITY k(attnum, place)
                        JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.attnum
                        WHERE i.indisprimary AND c.relname = :table
                          AND c.relnamespace = to_regnamespace(:schema)
                        ORDER BY k.place\
                        """)
                .param("table", table)
                .param("schema", quoted(schema))
                .query((row, _) -> row.getString(1))
                .list();
    }

    /** Where its sequences have got to; those that were not used are not named. */
    Map<String, Long> sequences() {
        Map<String, Long> found = new LinkedHashMap<>();
        database.sql(
                        """
                        SELECT sequencename, last_value FROM pg_sequences
                        WHERE schemaname = :schema AND last_value IS NOT NULL ORDER BY sequencename\
                        """)
                .param("schema", schema)
                .query((RowCallbackHandler) row -> found.put(row.getString(1), row.getLong(2)));
        return found;
    }

    /** From now on they go on after these. */
    void setSequences(Map<String, Long> last) {
        last.forEach((sequence, value) ->
                database.sql("SELECT setval(:sequence::regclass, :value)")
                        .param("sequence", quoted(schema) + "." + quoted(sequence))
                        .param("value", value)
                        .query(Long.class)
                        .single());
    }
}
