package org.liuhen.standalone;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.liuhen.seal.RowKind;
import org.liuhen.seal.StoredRow;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rows that a log sealed, of all kinds. */
final class SealedRows {
    private SealedRows() {}

    /** As they are now, in the order in which they were sealed. */
    static List<StoredRow> inOrder(JdbcClient owner) {
        Map<String, StoredRow> rows = new HashMap<>();
        for (RowKind kind : RowKind.values()) {
            owner.sql("SELECT %s FROM %s".formatted(kind.selected(), kind.table()))
                    .query((row, _) -> StoredRow.of(kind, row))
                    .list()
                    .forEach(row -> rows.put(kind.text() + row.position(), row));
        }
        return owner
                .sql("SELECT kind || position FROM seal.leaf ORDER BY index")
                .query(String.class)
                .list()
                .stream()
                .map(rows::get)
                .toList();
    }

    /** How many rows there are that are to be sealed. */
    static long count(JdbcClient owner) {
        return Arrays.stream(RowKind.values())
                .mapToLong(kind ->
                        owner.sql("SELECT count(*) FROM " + kind.table())
                                .query(Long.class)
                                .single())
                .sum();
    }
}
