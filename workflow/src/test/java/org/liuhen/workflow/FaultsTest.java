package org.liuhen.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultsTest {

    @Test
    void passWhenThereAreNone() {
        assertThatCode(new Faults()::throwIfAny).doesNotThrowAnyException();
        assertThat(found(f -> f.text("t", null))).isEmpty();
        assertThat(found(f -> f.name("t", null))).isEmpty();
        assertThat(found(f -> f.decimal("t", null))).isEmpty();
    }

    @Test
    void tellEverythingThatIsWrongInOneGo() {
        List<Refused.Fault> found =
                found(f -> {
                    f.key("key", "");
                    f.required("reason", " ", "理由");
                    f.decimal("value", "九十");
                });
        assertThat(found).extracting(Refused.Fault::path).containsExactly("key", "reason", "value");
        assertThat(found.get(1).message()).isEqualTo("请填写理由");
    }

    @Test
    void stopAtFifty() {
        assertThat(
                        found(f -> {
                            for (int i = 0; i < 51; i++) {
                                f.add("p" + i, "错");
                            }
                        }))
                .hasSize(50);
    }

    @Test
    void nameEachFaultOfANameOnce() {
        assertThat(found(f -> f.requiredName("title", "标\u0000题", "标题"))).hasSize(1);
        assertThat(found(f -> f.requiredName("title", "长".repeat(100_001), "标题"))).hasSize(1);
        assertThat(found(f -> f.requiredName("title", "", "标题"))).hasSize(1);
        assertThat(found(f -> f.requiredName("title", null, "标题"))).hasSize(1);
        assertThat(found(f -> f.requiredName("title", "标题", "标题"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "\t\n", "\u3000", "\u00A0", "\u200B", "\u2028", "\uFEFF \u00A0"})
    void takeNothingThatCannotBeSeenForAReason(String text) {
        assertThat(found(f -> f.required("reason", text, "理由"))).hasSize(1);
        assertThat(found(f -> f.required("reason", text + "因", "理由"))).isEmpty();
    }

    @Test
    void allowTextsAndNamesUpToTheirLongest() {
        assertThat(found(f -> f.text("t", "长".repeat(100_000)))).isEmpty();
        assertThat(found(f -> f.text("t", "长".repeat(100_001)))).hasSize(1);
        assertThat(found(f -> f.name("t", "长".repeat(500)))).isEmpty();
        assertThat(found(f -> f.name("t", "长".repeat(501)))).hasSize(1);
        assertThat(found(f -> f.required("t", "长".repeat(100_001), "理由"))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "1.1", "ind-01", "li_total", "A", "1.2.3-a_b"})
    void allowPlainKeys(String key) {
        assertThat(found(f -> f.key("key", key))).isEmpty();
        assertThat(found(f -> f.key("key", "a".repeat(64)))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", ".", "-a", "_a", "a b", "a/b", "a\n", "键", "a:b", "../x", "1;--"})
    void refuseAnyOtherKey(String key) {
        assertThat(found(f -> f.key("key", key))).hasSize(1);
        assertThat(found(f -> f.key("key", "a".repeat(65)))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "制表\t换行\n回车\r", "\u0020~", "\u00A0", "𠮷野家", "<b>'; --", "\uFFFD"})
    void allowEveryWrittenCharacter(String text) {
        assertThat(found(f -> f.text("t", text))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0000",
                "\u0008",
                "\u000B",
                "\u001F",
                "\u007F",
                "\u0080",
                "\u009F",
                "\uD800",
                "\uDBFF",
                "\uDC00",
                "\uDFFF",
                "\uDC00\uD800",
                "\uFFFE",
                "\uFFFF",
                "\uD83F\uDFFE"
            })
    void refuseControlCharactersAndBrokenOnes(String dirt) {
        assertThat(found(f -> f.text("t", "前" + dirt + "后"))).hasSize(1);
    }

    private static List<Refused.Fault> found(Consumer<Faults> checks) {
        Faults faults = new Faults();
        checks.accept(faults);
        Refused refused = catchThrowableOfType(Refused.class, faults::throwIfAny);
        return refused == null ? List.of() : refused.faults();
    }
}
