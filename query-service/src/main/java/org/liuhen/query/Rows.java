package org.liuhen.query;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.liuhen.views.Row;
import org.liuhen.views.Table;
import org.liuhen.views.Table.Column;
import org.liuhen.views.Validity;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Writes the rows of slices into their tables. */
@Component
public class Rows {
    /** The end of what is valid now. */
    private static final OffsetDateTime INFINITY = OffsetDateTime.MAX;

    private final JdbcTemplate database;

    Rows(JdbcTemplate database) {
        this.database = database;
    }

    /** Adds rows of one table. */
    public void add(Table table, List<Row> rows) {
        database.batchUpdate(insert(table), rows.stream().map(row -> values(row)).toList());
    }

    /** Ends the rows that are valid no longer, and then adds those that come. */
    public void write(Validity rows) {
        end(rows);
        come(rows);
    }

    private void end(Validity rows) {
        Map<Table, List<@Nullable Object[]>> ended = new LinkedHashMap<>();
        rows.ended((key, at) -> {
            List<@Nullable Object> values = new ArrayList<>();
            values.add(at.atOffset(ZoneOffset.UTC));
            values.addAll(key.values());
            ended.computeIfAbsent(key.table(), _ -> new ArrayList<>()).add(values.toArray());
        });
        ended.forEach((table, keys) -> database.batchUpdate(end(table), keys));
    }

    /** Adds those that come, where those that end have ended. */
    public void come(Validity rows) {
        Map<Table, List<@Nullable Object[]>> come = new LinkedHashMap<>();
        rows.come()
                .forEach(row ->
                        come.computeIfAbsent(row.row().table(), _ -> new ArrayList<>())
                                .add(values(row)));
        come.forEach((table, all) -> database.batchUpdate(insert(table), all));
    }

    /** Before everything is read anew. */
    public void empty(List<Table> tables) {
        database.execute(
                "TRUNCATE "
                        + tables.stream()
                                .map(table -> "view." + table.name())
                                .collect(Collectors.joining(", ")));
    }

    private static @Nullable Object[] values(Row row) {
        List<@Nullable Object> values = new ArrayList<>();
        row.values().forEach(value -> values.add(parameter(value)));
        return values.toArray();
    }

    private static @Nullable Object[] values(Validity.Dated row) {
        List<@Nullable Object> values = new ArrayList<>();
        row.row().values().forEach(value -> values.add(parameter(value)));
        values.add(parameter(row.from()));
        values.add(row.to() == null ? INFINITY : parameter(row.to()));
        return values.toArray();
    }

    private static @Nullable Object parameter(@Nullable Object value) {
        return value instanceof Instant at ? at.atOffset(ZoneOffset.UTC) : value;
    }

    private static String insert(Table table) {
        List<String> names = new ArrayList<>();
        List<String> places = new ArrayList<>();
        for (Column column : table.columns()) {
            names.add(column.name());
            places.add(place(column));
        }
        if (table.dated()) {
            names.addAll(List.of(Table.FROM, Table.TO));
            places.addAll(Collections.nCopies(2, "?"));
        }
        return "INSERT INTO view.%s (%s) VALUES (%s)"
                .formatted(table.name(), String.join(", ", names), String.join(", ", places));
    }

    private static String place(Column column) {
        return switch (column.kind()) {
            case TEXT, NUMBER, MOMENT, BYTES -> "?";
            case WORDS -> "string_to_array(?, ' ')";
            case JSON -> "?::json";
        };
    }

    private static String end(Table table) {
        return "UPDATE view.%1$s SET %2$s = greatest(%3$s, ?) WHERE %4$s AND %2$s = 'infinity'"
                .formatted(
                        table.name(),
                        Table.TO,
                        Table.FROM,
                        table.columns().subList(0, table.keys()).stream()
                                .map(column -> column.name() + " = ?")
                                .collect(Collectors.joining(" AND ")));
    }
}
