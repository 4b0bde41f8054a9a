package org.liuhen.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.liuhen.workflow.RefusalCode.INVALID;
import static org.liuhen.workflow.Scene.BUDGET;
import static org.liuhen.workflow.Scene.DEPUTY;
import static org.liuhen.workflow.Scene.DIRECTOR;
import static org.liuhen.workflow.Scene.DRAFTER;
import static org.liuhen.workflow.Scene.HEAD;
import static org.liuhen.workflow.Scene.REPORT;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What people read, and what history says of who acted. */
class WordsTest {

    @Test
    void nameEveryRoleAndCategoryInChineseAndNoTwoAlike() {
        assertThat(Arrays.stream(Role.values()).map(Role::title))
                .allMatch(title -> title.matches("\\p{IsHan}+"))
                .doesNotHaveDuplicates();
        assertThat(Arrays.stream(Category.values()).map(Category::title))
                .allMatch(title -> title.matches("\\p{IsHan}+指标"))
                .doesNotHaveDuplicates();
    }

    @Test
    void tellWhoseTurnItIs() {
        Scene scene = Scene.opened().when(DRAFTER, Scene.submit("1.1"));
        assertThat(sentence(scene, DIRECTOR, scene.approve("1.1"))).contains("科室负责人");
        assertThat(sentence(scene, HEAD, Scene.forward())).contains("局领导");
    }

    @Test
    void tellHowManySectionsAreWaitedForAndWhich() {
        Scene scene = Scene.opened();
        assertThat(sentence(scene, DIRECTOR, Scene.forward())).contains("2个章节", "章节1.1");
    }

    @Test
    void makeAnIdOfDepartmentYearAndType() {
        ReportDocument document = Scene.document("1.1");
        assertThat(document.reportId()).isEqualTo("jiangmen-ecology-2023-overall");
        assertThat(new ReportCommand.OpenReport(document).reportId()).isEqualTo(REPORT);
        assertThat(Scene.opened().report().reportId()).isEqualTo(REPORT);
    }

    @Test
    void ofAForwardingAreClean() {
        Scene.opened()
                .refused(DIRECTOR, new ReportCommand.ForwardReport(REPORT, "坏\u0000"), INVALID);
    }

    @Test
    void recordEachInTheRoleTheyActedIn() {
        Scene scene = new Scene().when(DEPUTY, open()).when(DRAFTER, Scene.submit("1.1"));
        assertThat(scene.history().getFirst().by().role()).isEqualTo(Role.DRAFTER);
        scene.when(DRAFTER, Scene.withdraw("1.1")).when(DRAFTER, Scene.submit("1.1"));
        scene.through("1.1", HEAD);
        assertThat(scene.history().getLast().by().role()).isEqualTo(Role.SECTION_HEAD);
        scene.through("1.1", DIRECTOR).when(DEPUTY, Scene.forward());
        assertThat(scene.history().getLast().by()).isEqualTo(DEPUTY.as(Role.DIRECTOR));
        scene.when(BUDGET, scene.sendBack("1.1", "DRAFTER"));
        assertThat(scene.history().getLast().by().role()).isEqualTo(Role.BUDGET_OFFICER);
    }

    private static ReportCommand open() {
        return new ReportCommand.OpenReport(Scene.document("1.1"));
    }

    private static String sentence(Scene scene, Person person, ReportCommand command) {
        return catchThrowableOfType(Refused.class, () -> scene.when(person, command)).sentence();
    }
}
