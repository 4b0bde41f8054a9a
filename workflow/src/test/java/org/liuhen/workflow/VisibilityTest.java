package org.liuhen.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.liuhen.workflow.Scene.person;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class VisibilityTest {
    private static final Set<Role> AT_ONCE =
            EnumSet.of(Role.DRAFTER, Role.SECTION_HEAD, Role.DIRECTOR, Role.AUDITOR);
    private static final Set<Role> FINANCE =
            EnumSet.of(Role.BUDGET_OFFICER, Role.PERFORMANCE_OFFICER);

    @Test
    void growsWithEachForwardingAndNeverShrinks() {
        Scene scene = Scene.opened();
        assertThat(seeing(scene, Scene.ECOLOGY)).isEqualTo(AT_ONCE);
        scene.atFinance();
        Set<Role> withFinance = EnumSet.copyOf(AT_ONCE);
        withFinance.addAll(FINANCE);
        assertThat(seeing(scene, Scene.ECOLOGY)).isEqualTo(withFinance);
        scene.when(Scene.BUDGET, scene.sendBack("1.1", "DRAFTER"));
        assertThat(seeing(scene, Scene.ECOLOGY)).isEqualTo(withFinance);
    }

    @Test
    void reachesCongressAndStaysWhenItIsFinal() {
        Scene scene = Scene.opened().atCongress();
        Set<Role> all = EnumSet.range(Role.DRAFTER, Role.AUDITOR);
        assertThat(seeing(scene, Scene.ECOLOGY)).isEqualTo(all);
        scene.through("1.1", Scene.REVIEWER).through("1.2", Scene.REVIEWER);
        scene.when(Scene.REVIEWER, Scene.forward());
        assertThat(seeing(scene, Scene.ECOLOGY)).isEqualTo(all);
    }

    @Test
    void keepsOtherDepartmentsOutForEver() {
        Set<Role> others = EnumSet.range(Role.BUDGET_OFFICER, Role.AUDITOR);
        assertThat(seeing(Scene.opened(), Scene.WATER)).containsExactly(Role.AUDITOR);
        assertThat(seeing(Scene.opened().atCongress(), Scene.WATER)).isEqualTo(others);
    }

    @Test
    void isWhatAnyOneOfAPersonsRolesGives() {
        ReportState report = Scene.opened().report();
        assertThat(
                        Visibility.maySee(
                                report,
                                person("p", Scene.ECOLOGY, Role.SYSTEM_ADMIN, Role.DRAFTER)))
                .isTrue();
        assertThat(
                        Visibility.maySee(
                                report,
                                person("p", Scene.FINANCE, Role.SYSTEM_ADMIN, Role.BUDGET_OFFICER)))
                .isFalse();
        Person nobody = new Person("p", "p", Scene.ECOLOGY, "", Set.of());
        assertThat(Visibility.maySee(report, nobody)).isFalse();
    }

    @Test
    void staysWithinTheDepartmentWhereOneOfItsRolesSignsAgainLater() {
        List<Desk> desks = new ArrayList<>(Route.SELF_EVALUATION.desks());
        desks.add(1, new Desk("COUNTERSIGN", "会签", List.of(Role.DIRECTOR), List.of("DRAFTER")));
        ReportEvent opening = new ReportEvent.ReportOpened(Scene.document("1.1"), new Route(desks));
        ReportState opened =
                Report.evolve(
                        null, new Recorded(opening, Scene.DRAFTER.as(Role.DRAFTER), Instant.EPOCH));
        ReportState forwarded =
                Report.evolve(
                        opened,
                        new Recorded(
                                new ReportEvent.ReportForwarded("DEPARTMENT", "COUNTERSIGN", null),
                                Scene.DIRECTOR.as(Role.DIRECTOR),
                                Instant.EPOCH));
        assertThat(Visibility.maySee(forwarded, Scene.DIRECTOR)).isTrue();
        assertThat(Visibility.maySee(forwarded, Scene.WATER_DIRECTOR)).isFalse();
        assertThat(Visibility.admitted(forwarded)).containsExactly(Role.AUDITOR);
    }

    /** Finance sees the request it rules on and nothing else of a report that is not with it. */
    @Test
    void doesNotFollowFromBeingAskedToRuleOnATarget() {
        Scene scene = Scene.opened().when(Scene.DRAFTER, RevisionTest.request("r1"));
        assertThat(Visibility.maySee(scene.report(), Scene.PERFORMANCE)).isFalse();
        scene.refused(Scene.PERFORMANCE, Scene.forward(), RefusalCode.NOT_FOUND)
                .refused(Scene.PERFORMANCE, RevisionTest.grant("r9"), RefusalCode.NOT_FOUND)
                .refused(Scene.BUDGET, RevisionTest.grant("r1"), RefusalCode.NOT_FOUND)
                .when(Scene.PERFORMANCE, RevisionTest.grant("r1"));
    }

    private static Set<Role> seeing(Scene scene, Organisation organisation) {
        Set<Role> seeing = EnumSet.noneOf(Role.class);
        for (Role role : Role.values()) {
            if (Visibility.maySee(scene.report(), person("p", organisation, role))) {
                seeing.add(role);
            }
        }
        return seeing;
    }
}
