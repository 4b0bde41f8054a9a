package org.liuhen.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** In every state, whoever has a task may do it, and whoever may do it has the task. */
@Tag("exhaustive")
class TasksEveryPathTest {
    private static final Map<String, Task.Kind> KINDS =
            Map.of(
                    "submit", Task.Kind.WRITE,
                    "approve", Task.Kind.REVIEW,
                    "forward", Task.Kind.FORWARD,
                    "grant", Task.Kind.RULE_ON_REVISION);

    @Test
    void areForThoseWhoMayDoThemAndForNobodyElse() {
        ReportCommand open = new ReportCommand.OpenReport(Scene.document("1.1"));
        ReportState start = new Scene().when(Scene.DRAFTER, open).report();
        Walk walk = Walk.from(start, Moves.CAST, Moves.all("1.1"), 3);
        Map<Walk.Place, Set<String>> done = new IdentityHashMap<>();
        for (Walk.Step step : walk.steps()) {
            if (KINDS.containsKey(step.move())) {
                done.computeIfAbsent(step.from(), _ -> new TreeSet<>())
                        .add(KINDS.get(step.move()) + " by " + step.by().id());
            }
        }
        int tasks = 0;
        for (Walk.Place place : walk.places()) {
            Set<String> asked = asked(place.report());
            assertThat(asked).as("%s", place).isEqualTo(done.getOrDefault(place, Set.of()));
            tasks += asked.size();
        }
        System.out.println("tasks of one person: " + tasks + ", " + walk.count());
        assertThat(tasks).isGreaterThan(walk.places().size());
    }

    private static Set<String> asked(ReportState report) {
        Set<String> asked = new TreeSet<>();
        for (Task task : Tasks.of(report)) {
            for (Person person : Moves.CAST) {
                boolean within =
                        !Visibility.isOfDepartment(report.route(), task.step())
                                || person.organisation().id().equals(report.departmentId());
                if (within
                        && person.roles().contains(task.step())
                        && !task.barred().contains(person.id())) {
                    asked.add(task.kind() + " by " + person.id());
                }
            }
        }
        return asked;
    }
}
