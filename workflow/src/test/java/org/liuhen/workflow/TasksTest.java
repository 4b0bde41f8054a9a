package org.liuhen.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.liuhen.workflow.Scene.BUDGET;
import static org.liuhen.workflow.Scene.DEPUTY;
import static org.liuhen.workflow.Scene.DIRECTOR;
import static org.liuhen.workflow.Scene.DRAFTER;
import static org.liuhen.workflow.Scene.DRAFTER_2;
import static org.liuhen.workflow.Scene.HEAD;
import static org.liuhen.workflow.Scene.PERFORMANCE;
import static org.liuhen.workflow.Scene.REPORT;
import static org.liuhen.workflow.Scene.REVIEWER;
import static org.liuhen.workflow.Scene.WATER_DRAFTER;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.liuhen.workflow.ReportCommand.ForwardReport;
import org.liuhen.workflow.RevisionCommand.ApproveRevision;
import org.liuhen.workflow.RevisionCommand.RequestRevision;
import org.liuhen.workflow.SectionCommand.ApproveSection;
import org.liuhen.workflow.SectionCommand.SubmitSection;

class TasksTest {
    private static final List<Person> CAST =
            List.of(
                    DRAFTER,
                    DRAFTER_2,
                    HEAD,
                    DIRECTOR,
                    DEPUTY,
                    WATER_DRAFTER,
                    BUDGET,
                    PERFORMANCE,
                    REVIEWER,
                    Scene.AUDITOR,
                    Scene.ADMIN);

    @Test
    void atEveryMomentWhoHasATaskMayDoItAndNobodyElseMay() {
        Scene scene = Scene.opened();
        agrees(scene);
        scene.when(DRAFTER, revision());
        agrees(scene);
        scene.when(DEPUTY, new SubmitSection(REPORT, "1.1", null));
        agrees(scene);
        scene.when(HEAD, approval(scene, "1.1"));
        agrees(scene);
        scene.when(PERFORMANCE, new ApproveRevision(REPORT, "ind-1", "rev-1", null));
        agrees(scene);
        scene.when(HEAD, approval(scene, "1.1")).when(DIRECTOR, approval(scene, "1.1"));
        agrees(scene);
        scene.when(DRAFTER, new SubmitSection(REPORT, "1.2", null));
        scene.when(HEAD, approval(scene, "1.2")).when(DEPUTY, approval(scene, "1.2"));
        agrees(scene);
        scene.when(DIRECTOR, new ForwardReport(REPORT, null));
        agrees(scene);
        for (Person person : List.of(BUDGET, PERFORMANCE)) {
            for (String section : List.of("1.1", "1.2")) {
                scene.when(person, approval(scene, section));
                agrees(scene);
            }
        }
        scene.when(PERFORMANCE, new ForwardReport(REPORT, null));
        agrees(scene);
        for (String section : List.of("1.1", "1.2")) {
            scene.when(REVIEWER, approval(scene, section));
        }
        agrees(scene);
        scene.when(REVIEWER, new ForwardReport(REPORT, null));
        assertThat(Tasks.of(scene.report())).isEmpty();
        agrees(scene);
    }

    @Test
    void whatIsAskedOfFinanceKeepsTheReportAtItsDesk() {
        Scene scene = Scene.opened().when(DRAFTER, revision()).atFinance();
        for (Person person : List.of(BUDGET, PERFORMANCE)) {
            for (String section : List.of("1.1", "1.2")) {
                scene.when(person, approval(scene, section));
            }
        }
        assertThat(Tasks.of(scene.report()))
                .extracting(Task::kind, Task::desk)
                .containsExactly(tuple(Task.Kind.RULE_ON_REVISION, "FINANCE_BUREAU"));
        agrees(scene);
        scene.when(
                PERFORMANCE, new RevisionCommand.RejectRevision(REPORT, "ind-1", "rev-1", "不同意"));
        assertThat(Tasks.of(scene.report()))
                .extracting(Task::kind, Task::since)
                .containsExactly(tuple(Task.Kind.FORWARD, scene.history().getLast().at()));
        agrees(scene);
    }

    private static void agrees(Scene scene) {
        List<Task> tasks = Tasks.of(scene.report());
        assertThat(tasks).extracting(Task::key).doesNotHaveDuplicates();
        for (Person person : CAST) {
            for (SectionState section : scene.report().sections().values()) {
                String key = section.key();
                same(
                        scene,
                        tasks,
                        person,
                        Task.Kind.WRITE,
                        key,
                        new SubmitSection(REPORT, key, null));
                same(scene, tasks, person, Task.Kind.REVIEW, key, approval(scene, key));
            }
            same(scene, tasks, person, Task.Kind.FORWARD, null, new ForwardReport(REPORT, null));
            same(
                    scene,
                    tasks,
                    person,
                    Task.Kind.RULE_ON_REVISION,
                    "1.1",
                    new ApproveRevision(REPORT, "ind-1", "rev-1", null));
        }
    }

    private static void same(
            Scene scene,
            List<Task> tasks,
            Person person,
            Task.Kind kind,
            String section,
            ReportCommand command) {
        boolean asked =
                tasks.stream()
                        .anyMatch(task ->
                                task.kind() == kind
                                        && Objects.equals(task.section(), section)
                                        && isFor(scene.report(), task, person));
        assertThat(isAccepted(scene, person, command))
                .as("%s %s %s at version %d", person.id(), kind, section, scene.report().version())
                .isEqualTo(asked);
    }

    private static boolean isFor(ReportState report, Task task, Person person) {
        boolean within = Visibility.isOfDepartment(report.route(), task.step());
        return person.roles().contains(task.step())
                && !task.barred().contains(person.id())
                && (!within || person.organisation().id().equals(report.departmentId()));
    }

    private static boolean isAccepted(Scene scene, Person person, ReportCommand command) {
        try {
            Report.decide(scene.report(), person, command);
            return true;
        } catch (Refused _) {
            return false;
        }
    }

    private static ApproveSection approval(Scene scene, String section) {
        return new ApproveSection(REPORT, section, scene.digest(section), null);
    }

    private static RequestRevision revision() {
        return new RequestRevision(
                REPORT,
                "ind-1",
                "rev-1",
                new Target(Target.Operator.GE, "90", "%", null),
                "任务调整",
                "某文件");
    }
}
