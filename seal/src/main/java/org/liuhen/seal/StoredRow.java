package org.liuhen.seal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A row of a table that the log seals. Its entry commits to every column and says nothing of them:
 * entries are public. What could be guessed has a random salt among its columns, so that no guess
 * can be confirmed by an entry.
 *
 * @param columns in the order of {@link RowKind#columns}; absent where the column is null
 */
public record StoredRow(RowKind kind, List<byte @Nullable []> columns) {
    private static final int ABSENT = -1;

    public StoredRow {
        if (columns.size() != kind.columns().size()) {
            throw new Malformed("a stored row has %d columns".formatted(kind.columns().size()));
        }
        columns = Collections.unmodifiableList(new ArrayList<>(columns));
    }

    /** The row that was selected as {@link RowKind#selected} says. */
    @SuppressWarnings("NullAway") // it reads a list of arrays of another module as never null
    public static StoredRow of(RowKind kind, ResultSet row) throws SQLException {
        List<byte @Nullable []> columns = new ArrayList<>(kind.columns().size());
        for (RowKind.Column column : kind.columns()) {
            columns.add(
                    column.isBytes()
                            ? row.getBytes(column.name())
                            : utf8(row.getString(column.name())));
        }
        return new StoredRow(kind, columns);
    }

    private static byte @Nullable [] utf8(@Nullable String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }

    /** What identifies it. */
    public String id() {
        return new String(bytes(kind.id()), StandardCharsets.UTF_8);
    }

    /** Its number in its table. */
    public long position() {
        return Encoding.number(new String(bytes("position"), StandardCharsets.UTF_8));
    }

    /** A column as text; empty where it is null. */
    public Optional<String> text(String column) {
        byte[] bytes = columns.get(kind.indexOf(column));
        return bytes == null
                ? Optional.empty()
                : Optional.of(new String(bytes, StandardCharsets.UTF_8));
    }

    /** A column's bytes. */
    public byte[] bytes(String column) {
        byte[] bytes = columns.get(kind.indexOf(column));
        if (bytes == null) {
            throw new Malformed("a row was stored without its " + column);
        }
        return bytes;
    }

    /** The event that it is, where it is one. */
    public StoredEvent event() {
        return new StoredEvent(columns);
    }

    /** SHA-256 over its columns; see {@link #hash}. */
    public byte[] rowHash() {
        int last = columns.size();
        while (kind != RowKind.EVENT && last > 0 && columns.get(last - 1) == null) {
            last--;
        }
        return hash(kind.domain(), columns.subList(0, last));
    }

    /** What is put into the log for it. */
    public byte[] entry() {
        return RowKind.entry(kind.text(), id(), rowHash());
    }

    public Hash leaf() {
        return Hash.leaf(entry());
    }

    /**
     * SHA-256 over the columns, each with its length before it, so that none can lend to another.
     */
    static byte[] hash(byte[] domain, List<byte @Nullable []> columns) {
        MessageDigest digest = Hash.sha256();
        digest.update(domain);
        ByteBuffer length = ByteBuffer.allocate(Integer.BYTES);
        for (byte[] column : columns) {
            digest.update(length.clear().putInt(column == null ? ABSENT : column.length).flip());
            if (column != null) {
                digest.update(column);
            }
        }
        return digest.digest();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StoredRow that
                && kind == that.kind
                && Arrays.deepEquals(columns.toArray(), that.columns.toArray());
    }

    @Override
    public int hashCode() {
        return Arrays.deepHashCode(columns.toArray());
    }
}
