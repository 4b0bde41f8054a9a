package org.liuhen.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StoredEventTest {
    private final StoredEvent event =
            event("1", "e", "r", "0", "report", "t", "n", "1", "{}", "{}");

    @Test
    void everyColumnIsCommittedTo() {
        for (int i = 0; i < StoredEvent.COLUMNS.size(); i++) {
            List<byte @Nullable []> changed = new ArrayList<>(event.columns());
            changed.set(i, "other".getBytes(StandardCharsets.UTF_8));
            assertThat(new StoredEvent(changed).leaf()).isNotEqualTo(event.leaf());
            changed.set(i, null);
            assertThat(new StoredEvent(changed).rowHash()).isNotEqualTo(event.rowHash());
            changed.set(i, new byte[0]);
            assertThat(new StoredEvent(changed).leaf()).isNotEqualTo(event.leaf());
        }
    }

    @Test
    void noColumnCanLendToTheNext() {
        assertThat(event("1", "e", "r1", "0", "report", "t", "n", "1", "{}", "{}").rowHash())
                .isNotEqualTo(
                        event("1", "e", "r", "10", "report", "t", "n", "1", "{}", "{}").rowHash());
    }

    @Test
    void theEntrySaysNothingOfTheContent() {
        assertThat(new String(event.entry(), StandardCharsets.UTF_8))
                .matches("liuhen\\.event/1 e [0-9a-f]{64}");
    }

    @Test
    void aColumnIsReadByItsName() {
        assertThat(event.text("report_id")).isEqualTo("r");
        assertThat(event.version()).isEqualTo(1);
        assertThatThrownBy(() -> new StoredEvent(List.of())).isInstanceOf(Malformed.class);
    }

    private static StoredEvent event(String... columns) {
        return new StoredEvent(
                List.of(columns).stream().map(c -> c.getBytes(StandardCharsets.UTF_8)).toList());
    }
}
