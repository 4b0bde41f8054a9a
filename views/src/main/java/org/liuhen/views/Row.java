package org.liuhen.views;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of what is shown.
 *
 * @param values one for each column of its table, in their order
 */
public record Row(Table table, List<@Nullable Object> values) {

    public Row {
        if (values.size() != table.columns().size()) {
            throw new IllegalArgumentException(
                    "%s has %d columns".formatted(table.name(), table.columns().size()));
        }
        values = Collections.unmodifiableList(values);
    }

    /** Of these values, in the order of the columns. */
    public static Row of(Table table, @Nullable Object... values) {
        return new Row(table, Arrays.asList(values));
    }

    public Key key() {
        return new Key(table, values.subList(0, table.keys()));
    }

    /** What tells a row of its table from those that are valid at the same time. */
    public record Key(Table table, List<@Nullable Object> values) {
        public Key {
            values = Collections.unmodifiableList(values);
        }

        public static Key of(Table table, @Nullable Object... values) {
            return new Key(table, Arrays.asList(values));
        }
    }
}
