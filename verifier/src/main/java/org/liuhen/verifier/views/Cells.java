package org.liuhen.verifier.views;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.liuhen.views.Row;
import org.liuhen.views.Table.Kind;
import org.liuhen.views.Validity;

/**
 * A row as it is compared: each column's bytes, as PostgreSQL writes them. An absent value is
 * {@link #ABSENT} itself.
 */
record Cells(List<byte[]> all) {
    static final byte[] ABSENT = {};

    private static final byte[] INFINITY = "infinity".getBytes(StandardCharsets.UTF_8);
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);
    private static final int NANOS_IN_MICRO = 1_000;
    private static final int MICRO_DIGITS = 6;

    /** As it stands in the table. */
    static Cells read(ResultSet row, int columns) throws SQLException {
        List<byte[]> cells = new ArrayList<>(columns);
        for (int i = 1; i <= columns; i++) {
            byte @Nullable [] bytes = row.getBytes(i);
            cells.add(bytes == null ? ABSENT : bytes);
        }
        return new Cells(cells);
    }

    /** As it should stand there. */
    static Cells of(Row row) {
        List<byte[]> cells = new ArrayList<>(row.values().size() + 2);
        for (int i = 0; i < row.values().size(); i++) {
            cells.add(bytes(row.table().columns().get(i).kind(), row.values().get(i)));
        }
        return new Cells(cells);
    }

    /** The same, with the time in which it is valid. */
    static Cells of(Validity.Dated row) {
        Cells cells = of(row.row());
        cells.all.add(moment(row.from()));
        cells.all.add(row.to() == null ? INFINITY : moment(row.to()));
        return cells;
    }

    boolean isSame(Cells other, int column) {
        byte[] here = all.get(column);
        byte[] there = other.all.get(column);
        return isAbsent(here) == isAbsent(there) && Arrays.equals(here, there);
    }

    /** Whether there is no value, which is another thing than an empty one. */
    @SuppressWarnings("ReferenceEquality") // it is this one and none like it
    static boolean isAbsent(byte[] cell) {
        return cell == ABSENT;
    }

    String text(int column) {
        return new String(all.get(column), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(Kind kind, @Nullable Object value) {
        if (value == null) {
            return ABSENT;
        }
        return switch (kind) {
            case TEXT, NUMBER, JSON -> utf8(value.toString());
            case MOMENT -> moment((Instant) value);
            case WORDS -> utf8(array(value.toString()));
            case BYTES -> (byte[]) value;
        };
    }

    /** To the microsecond, as the driver rounds and the table keeps it. */
    static byte[] moment(Instant exact) {
        Instant at = exact.plusNanos(NANOS_IN_MICRO / 2).truncatedTo(ChronoUnit.MICROS);
        StringBuilder text = new StringBuilder(SECONDS.format(at));
        int micros = at.get(ChronoField.MICRO_OF_SECOND);
        if (micros > 0) {
            String digits = Integer.toString(micros);
            text.append('.').repeat('0', MICRO_DIGITS - digits.length()).append(digits);
            while (text.charAt(text.length() - 1) == '0') {
                text.setLength(text.length() - 1);
            }
        }
        return utf8(text.append("+00").toString());
    }

    /** The literal of an array of these words. */
    private static String array(String words) {
        return words.isEmpty()
                ? "{}"
                : Stream.of(words.split(" ", -1))
                        .map(Cells::element)
                        .collect(Collectors.joining(",", "{", "}"));
    }

    private static String element(String word) {
        boolean plain =
                !word.isEmpty()
                        && !word.equalsIgnoreCase("null")
                        && word.chars()
                                .noneMatch(
                                        c -> "{}\",\\".indexOf(c) >= 0 || (c >= '\t' && c <= '\r'));
        return plain ? word : '"' + word.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
