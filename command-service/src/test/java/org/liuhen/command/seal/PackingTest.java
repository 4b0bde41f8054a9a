package org.liuhen.command.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.liuhen.command.Cast.AUDITOR;
import static org.liuhen.command.Cast.DRAFTER;
import static org.liuhen.command.Cast.reportId;

import org.junit.jupiter.api.Test;
import org.liuhen.access.Problem;
import org.liuhen.access.ProblemCode;
import org.liuhen.command.Cast;
import org.liuhen.command.CommandApplication;
import org.liuhen.command.Commands;
import org.liuhen.database.TestDatabase;
import org.liuhen.workflow.Person;
import org.springframework.context.ConfigurableApplicationContext;

/** A report whose record lacks versions is not packed, and says which. */
class PackingTest {
    private static final int YEAR = 2023;
    private final TestDatabase database = TestDatabase.create();

    @Test
    void missingVersionsAreNamed() {
        try (ConfigurableApplicationContext service = CommandApplication.on(database)) {
            Commands commands = service.getBean(Commands.class);
            Packing packing = service.getBean(Packing.class);
            commands.carryOut(DRAFTER, Cast.request(), Cast.open(YEAR, 1));
            for (int draft = 1; draft <= 6; draft++) {
                commands.carryOut(
                        DRAFTER, Cast.request(), Cast.edit(YEAR, "1.1", "第" + draft, draft));
            }
            assertThat(packing.of(DRAFTER, reportId(YEAR)).events()).hasSize(7);

            delete("sequence IN (1, 3, 4)");
            assertThat(refused(packing, DRAFTER))
                    .satisfies(problem -> {
                        assertThat(problem.code()).isEqualTo(ProblemCode.RECORD_INCOMPLETE);
                        assertThat(problem.sentence()).contains("记录缺第2、4至5版", "请告知");
                    });

            delete("sequence = 0");
            assertThat(refused(packing, AUDITOR).sentence()).contains("记录缺第1至2、4至5版");
            assertThat(refused(packing, DRAFTER).code())
                    .as("whose it was, nothing tells any more")
                    .isEqualTo(ProblemCode.NOT_FOUND);
        }
    }

    private static Problem refused(Packing packing, Person person) {
        return catchThrowableOfType(Problem.class, () -> packing.of(person, reportId(YEAR)));
    }

    private void delete(String which) {
        database.asOwner().sql("DELETE FROM record.event WHERE " + which).update();
    }
}
