package org.liuhen.verifier.views;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.liuhen.views.Table;
import org.liuhen.views.Table.Column;
import org.liuhen.views.Table.Kind;

/**
 * A table as it is compared: all its columns, with the two moments of a dated one.
 *
 * @param reader who fills it
 * @param keys how many of the columns, from the first, name a row
 */
record Shape(String name, String reader, int keys, List<Column> columns) {
    Shape {
        columns = List.copyOf(columns);
    }

    static Shape of(String reader, Table table) {
        List<Column> columns =
                table.dated()
                        ? IntStream.range(0, table.columns().size() + 2)
                                .mapToObj(i -> column(table, i))
                                .toList()
                        : table.columns();
        return new Shape(table.name(), reader, table.keys(), columns);
    }

    private static Column column(Table table, int place) {
        int beyond = place - table.columns().size();
        return beyond < 0
                ? table.columns().get(place)
                : Column.moment(beyond == 0 ? Table.FROM : Table.TO);
    }

    boolean isDated() {
        return columns.getLast().name().equals(Table.TO);
    }

    /** Where the report is told. */
    int report() {
        return IntStream.range(0, columns.size())
                .filter(i -> columns.get(i).name().equals("report_id"))
                .findFirst()
                .orElseThrow();
    }

    /** Reads all its rows, each column as the bytes that are compared. */
    String select() {
        return "SELECT %s FROM view.%s"
                .formatted(
                        columns.stream().map(Shape::read).collect(Collectors.joining(", ")), name);
    }

    private static String read(Column column) {
        return column.kind() == Kind.TEXT || column.kind() == Kind.BYTES
                ? column.name()
                : column.name() + "::text";
    }
}
