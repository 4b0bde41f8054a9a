package org.liuhen.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.liuhen.workflow.Attainment.UNVERIFIABLE;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.liuhen.workflow.Target.Operator;

class AttainmentTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    GE | 2500      | 2781      | ATTAINED
                    GE | 2500      | 2500      | ATTAINED
                    GE | 2500      | 2500.00   | ATTAINED
                    GE | 2500      | 2,499.99  | NOT_ATTAINED
                    LE | 22.8      | 22.8      | ATTAINED
                    LE | 22.8      | 22.80     | ATTAINED
                    LE | 22.8      | 22.7      | ATTAINED
                    LE | 22.8      | 22.81     | NOT_ATTAINED
                    EQ | 100       | 100.0     | ATTAINED
                    EQ | 100       | 99.9      | NOT_ATTAINED
                    EQ | 100       | 100.1     | NOT_ATTAINED
                    EQ | 6,771.02  | 6771.02   | ATTAINED
                    GE | -1        | -2        | NOT_ATTAINED
                    LE | -1        | -2        | ATTAINED
                    GE | 0.1       | 0.10000000000000001 | ATTAINED
                    EQ | 0.1       | 0.10000000000000001 | NOT_ATTAINED
                    """)
    void comparesTheExactValues(
            Operator operator, String target, String actual, Attainment expected) {
        assertThat(Attainment.of(target(operator, target, "%"), new Actual(actual, "%")))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource(
            value = Operator.class,
            names = {"ABOUT", "QUALITATIVE"})
    void leavesOpenWhatCannotBeTested(Operator operator) {
        assertThat(Attainment.of(target(operator, "100", "%"), new Actual("100", "%")))
                .isEqualTo(UNVERIFIABLE);
    }

    @Test
    void leavesOpenWhereAFigureIsAbsentOnEitherSide() {
        Actual given = new Actual("100", "%");
        assertThat(Attainment.of(null, given)).isEqualTo(UNVERIFIABLE);
        assertThat(Attainment.of(target(Operator.GE, "1", "%"), null)).isEqualTo(UNVERIFIABLE);
        assertThat(Attainment.of(target(null, "1", "%"), given)).isEqualTo(UNVERIFIABLE);
        assertThat(Attainment.of(target(Operator.GE, null, "%"), given)).isEqualTo(UNVERIFIABLE);
        assertThat(Attainment.of(target(Operator.GE, "1", "%"), new Actual(null, "%")))
                .isEqualTo(UNVERIFIABLE);
    }

    @Test
    void comparesOnlyWithinOneUnit() {
        Target target = target(Operator.GE, "1", "万元");
        assertThat(Attainment.of(target, new Actual("2", "元"))).isEqualTo(UNVERIFIABLE);
        assertThat(Attainment.of(target, new Actual("2", null))).isEqualTo(UNVERIFIABLE);
        assertThat(Attainment.of(target(Operator.GE, "1", null), new Actual("2", null)))
                .isEqualTo(Attainment.ATTAINED);
    }

    private static Target target(Operator operator, String value, String unit) {
        return new Target(operator, value, unit, null);
    }
}
