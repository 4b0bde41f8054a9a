package org.liuhen.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0",
                "007",
                "12",
                "1234567",
                "6,771.02",
                "1,234,567",
                "-1,234.5",
                "0.10",
                "99999999999999999999999999999999"
            })
    void areWhatPeopleWriteOnPaper(String entered) {
        assertThat(Decimals.isOne(entered)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "1 ",
                " 1",
                "+1",
                "--1",
                "-",
                ".",
                ".5",
                "1.",
                "1..2",
                "1,2",
                "1,23",
                ",123",
                "1234,567",
                "1,2345",
                "1,234,56",
                "1.2,345",
                "1e5",
                "0x1",
                "NaN",
                "∞",
                "九十",
                "１２",
                "٣",
                "1\n",
                "84.97%",
                "1,,234",
                "999999999999999999999999999999999"
            })
    void areNothingElse(String entered) {
        assertThat(Decimals.isOne(entered)).isFalse();
    }

    @Test
    void areRefusedAtOnceWhenTheyHaveTenThousandDigits() {
        assertThat(Decimals.isOne("9".repeat(10_000))).isFalse();
        assertThat(Decimals.isOne("1" + ",000".repeat(10_000) + "x")).isFalse();
    }

    @Test
    void haveTheValueWithoutTheCommas() {
        assertThat(Decimals.value("-1,234,567.890")).isEqualTo(new BigDecimal("-1234567.890"));
    }
}
