package org.liuhen.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** A history decided again. */
final class Retold {
    private Retold() {}

    /** All that the rules decided of it, to which they object to nothing. */
    static Reperformance of(Scene scene) {
        Reperformance again = new Reperformance(AccountHistory.none());
        tell(again, scene.history(), scene.commands(), null);
        return again;
    }

    /** These events of these commands, and what is objected to. */
    static Reperformance of(
            List<Recorded> facts, List<String> commands, List<Objection> objections) {
        Reperformance again = new Reperformance(AccountHistory.none());
        tell(again, facts, commands, objections);
        return again;
    }

    private static void tell(
            Reperformance again,
            List<Recorded> facts,
            List<String> commands,
            List<Objection> objections) {
        ReportState before = null;
        for (int i = 0; i < facts.size(); i++) {
            List<Objection> found = again.next(before, facts.get(i), commands.get(i));
            if (objections == null) {
                assertThat(found).isEmpty();
            } else {
                objections.addAll(found);
            }
            before = Report.evolve(before, facts.get(i));
        }
    }
}
