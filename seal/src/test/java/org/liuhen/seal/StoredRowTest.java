package org.liuhen.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StoredRowTest {

    @ParameterizedTest
    @EnumSource
    void everyColumnIsCommittedTo(RowKind kind) {
        StoredRow row = row(kind);
        for (int i = 0; i < kind.columns().size(); i++) {
            List<byte @Nullable []> changed = new ArrayList<>(row.columns());
            changed.set(i, bytes("other"));
            assertThat(new StoredRow(kind, changed).rowHash()).isNotEqualTo(row.rowHash());
            changed.set(i, new byte[0]);
            byte[] empty = new StoredRow(kind, changed).rowHash();
            assertThat(empty).isNotEqualTo(row.rowHash());
            changed.set(i, null);
            assertThat(new StoredRow(kind, changed).rowHash())
                    .isNotEqualTo(row.rowHash())
                    .isNotEqualTo(empty);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theEntrySaysNothingOfTheContent(RowKind kind) {
        assertThat(new String(row(kind).entry(), StandardCharsets.UTF_8))
                .matches("liuhen\\.%s/1 1 [0-9a-f]{64}".formatted(kind.text()));
    }

    /** The same values in the same columns are not the same row in another table. */
    @ParameterizedTest
    @EnumSource
    void kindsCannotBeTakenForEachOther(RowKind kind) {
        List<byte @Nullable []> columns = Collections.nCopies(2, bytes("1"));
        Set<Hash> hashes =
                java.util.Arrays.stream(RowKind.values())
                        .map(each -> Hash.of(StoredRow.hash(each.domain(), columns)))
                        .collect(Collectors.toSet());
        assertThat(hashes).hasSize(RowKind.values().length);
        assertThat(RowKind.of(kind.text())).contains(kind);
    }

    /** Rows that were sealed before a column was there hold when it has come, empty. */
    @ParameterizedTest
    @EnumSource(names = {"JOURNAL", "ACCOUNT"})
    void aColumnThatCameLaterIsLeftOutWhereItIsEmpty(RowKind kind) {
        List<byte @Nullable []> columns = new ArrayList<>(row(kind).columns());
        columns.set(columns.size() - 1, null);
        byte[] without = StoredRow.hash(kind.domain(), columns.subList(0, columns.size() - 1));
        assertThat(new StoredRow(kind, columns).rowHash()).isEqualTo(without);
    }

    @ParameterizedTest
    @EnumSource
    void aRowWithoutWhatIdentifiesItIsMalformed(RowKind kind) {
        List<byte @Nullable []> columns =
                new ArrayList<>(Collections.nCopies(kind.columns().size(), null));
        assertThatThrownBy(() -> new StoredRow(kind, columns).id()).isInstanceOf(Malformed.class);
        assertThatThrownBy(() -> new StoredRow(kind, List.of())).isInstanceOf(Malformed.class);
    }

    private static StoredRow row(RowKind kind) {
        return new StoredRow(kind, Collections.nCopies(kind.columns().size(), bytes("1")));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
