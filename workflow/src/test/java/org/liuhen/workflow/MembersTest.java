package org.liuhen.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class MembersTest {
    private final Map<String, Integer> given = new LinkedHashMap<>();
    private final Members<Integer> members;

    MembersTest() {
        given.put("b", 1);
        given.put("a", 2);
        given.put("c", 3);
        members = Members.of(given);
    }

    @Test
    void theyAreAMapInTheGivenOrder() {
        assertThat(members).isEqualTo(given).hasSameHashCodeAs(given).hasSize(3);
        assertThat(members.keySet()).containsExactly("b", "a", "c");
        assertThat(members.values()).containsExactly(1, 2, 3);
        assertThat(List.copyOf(members.entrySet())).isEqualTo(List.copyOf(given.entrySet()));
        assertThat(members).containsEntry("a", 2).doesNotContainKey("d");
        assertThat(members.get("d")).isNull();
        assertThat(members).hasToString(given.toString());
        assertThat(Members.of(Map.of())).isEmpty();
    }

    @Test
    void oneWithAnotherContentLeavesTheOldOneAsItWas() {
        Members<Integer> changed = members.with("a", 20);
        assertThat(changed.values()).containsExactly(1, 20, 3);
        assertThat(changed.keySet()).containsExactly("b", "a", "c");
        assertThat(members).isEqualTo(given);
    }

    @Test
    void nothingChangesThem() {
        given.put("d", 4);
        assertThat(members).hasSize(3);
        assertThatThrownBy(() -> members.put("a", 5))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> members.values().clear())
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> members.entrySet().clear())
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> members.remove("a"))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void noneIsAdded() {
        assertThatThrownBy(() -> members.with("d", 4)).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void membersOfMembersAreTheSame() {
        assertThat(Members.of(members)).isSameAs(members);
    }

    @Test
    void iterationEnds() {
        var entries = members.entrySet().iterator();
        for (int i = 0; i < 3; i++) {
            assertThat(entries.hasNext()).isTrue();
            entries.next();
        }
        assertThat(entries.hasNext()).isFalse();
        assertThatThrownBy(entries::next).isInstanceOf(NoSuchElementException.class);
    }
}
