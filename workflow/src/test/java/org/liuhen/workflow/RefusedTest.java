package org.liuhen.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class RefusedTest {

    @Test
    void readsTheSameWhateverTheMachinesLocale() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
        try {
            Refused refused = Refused.because(RefusalCode.WRONG_STATE, "还有%d个章节没有通过", 12);
            assertThat(refused.sentence()).isEqualTo("还有12个章节没有通过");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void saysTheFirstThingToCorrectAndListsThemAll() {
        List<Refused.Fault> faults =
                List.of(new Refused.Fault("a", "请填写甲"), new Refused.Fault("b", "请填写乙"));
        Refused refused = Refused.invalid(faults);
        assertThat(refused.code()).isEqualTo(RefusalCode.INVALID);
        assertThat(refused.sentence()).isEqualTo("请按提示改正后再提交：请填写甲");
        assertThat(refused.faults()).isEqualTo(faults);
        assertThat(Refused.because(RefusalCode.NOT_FOUND, "没有").faults()).isEmpty();
    }

    @Test
    void isAnAnswerAndCarriesNoStackTrace() {
        assertThat(Refused.because(RefusalCode.NOT_FOUND, "没有找到").getStackTrace()).isEmpty();
    }

    @Test
    void hasCodesAsTheContractSpellsThem() {
        assertThat(RefusalCode.values())
                .extracting(RefusalCode::text)
                .containsExactly(
                        "not-permitted",
                        "not-found",
                        "invalid",
                        "wrong-state",
                        "stale-content",
                        "edit-conflict",
                        "report-exists",
                        "segregation-of-duties");
    }
}
