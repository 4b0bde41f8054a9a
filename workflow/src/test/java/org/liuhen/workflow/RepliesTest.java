package org.liuhen.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.liuhen.workflow.RefusalCode.INVALID;
import static org.liuhen.workflow.RefusalCode.NOT_FOUND;
import static org.liuhen.workflow.RefusalCode.NOT_PERMITTED;
import static org.liuhen.workflow.RefusalCode.SEGREGATION_OF_DUTIES;
import static org.liuhen.workflow.RefusalCode.STALE_CONTENT;
import static org.liuhen.workflow.RefusalCode.WRONG_STATE;
import static org.liuhen.workflow.Scene.BUDGET;
import static org.liuhen.workflow.Scene.DEPUTY;
import static org.liuhen.workflow.Scene.DIRECTOR;
import static org.liuhen.workflow.Scene.DRAFTER;
import static org.liuhen.workflow.Scene.DRAFTER_2;
import static org.liuhen.workflow.Scene.HEAD;
import static org.liuhen.workflow.Scene.REPORT;
import static org.liuhen.workflow.Scene.WATER_DRAFTER;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.liuhen.workflow.SectionCommand.ReplyToReturnItem;
import org.liuhen.workflow.SectionCommand.ReturnSection;

/** What the department answers to what it was to put right. */
class RepliesTest {

    @Test
    void standBesideTheItemTheyAnswerAndSayWhoAnswered() {
        Scene scene = returned().when(DRAFTER_2, reply(1, "已改为微克")).when(DRAFTER, reply(0, "已核对"));
        SectionState section = scene.section("1.1");
        assertThat(section.replyTo(0).orElseThrow().text()).isEqualTo("已核对");
        Reply second = section.replyTo(1).orElseThrow();
        assertThat(second.by()).isEqualTo(DRAFTER_2.as(Role.DRAFTER));
        assertThat(second.at()).isEqualTo(scene.history().get(3).at());
        assertThat(section.opinions().getLast().replies())
                .extracting(Reply::item)
                .containsExactly(0, 1);
    }

    @Test
    void areReplacedUntilTheSectionIsSubmitted() {
        Scene scene = returned().when(DRAFTER, reply(0, "已核对")).when(DRAFTER_2, reply(0, "已改"));
        assertThat(scene.section("1.1").replyTo(0).orElseThrow().text()).isEqualTo("已改");
        assertThat(scene.section("1.1").opinions().getLast().replies()).hasSize(1);
        scene.when(DRAFTER, Scene.submit("1.1"))
                .refused(DRAFTER, reply(0, "再改"), WRONG_STATE)
                .when(DRAFTER, Scene.withdraw("1.1"))
                .when(DRAFTER, reply(0, "再改"));
        assertThat(
                        scene.history().stream()
                                .map(Recorded::event)
                                .filter(SectionEvent.ReturnItemReplied.class::isInstance)
                                .map(SectionEvent.ReturnItemReplied.class::cast))
                .extracting(SectionEvent.ReturnItemReplied::text)
                .containsExactly("已核对", "已改", "再改");
    }

    @Test
    void saidTwiceAreOne() {
        Scene scene = returned().when(DRAFTER, reply(0, "已核对"));
        long version = scene.report().version();
        scene.when(DRAFTER, reply(0, "已核对")).when(DRAFTER_2, reply(0, "已核对"));
        assertThat(scene.report().version()).isEqualTo(version);
        assertThat(scene.section("1.1").contributors()).doesNotContain(DRAFTER_2.id());
    }

    @Test
    void stayWithTheItemsOfTheirReturn() {
        Scene scene = returned().when(DRAFTER, reply(0, "已核对")).when(DRAFTER, Scene.submit("1.1"));
        assertThat(scene.section("1.1").replyTo(0)).isPresent();
        scene.through("1.1", HEAD);
        assertThat(scene.section("1.1").replyTo(0)).as("after an approval").isPresent();
        scene.when(DIRECTOR, scene.sendBack("1.1", "DRAFTER"));
        assertThat(scene.section("1.1").replyTo(0)).as("the next return's own").isEmpty();
        assertThat(scene.section("1.1").opinions().getFirst().replyTo(0)).isPresent();
        scene.when(DRAFTER, new ReplyToReturnItem(REPORT, "1.1", 3, 0, "已重新核对"));
        assertThat(scene.section("1.1").replyTo(0).orElseThrow().text()).isEqualTo("已重新核对");
        assertThat(scene.section("1.1").opinions().getFirst().replyTo(0).orElseThrow().text())
                .isEqualTo("已核对");
    }

    @Test
    void stayWhenTheDeskBeginsAnew() {
        Scene scene = returned().when(DRAFTER, RevisionTest.request("r1"));
        scene.when(DRAFTER, reply(0, "已核对"))
                .when(DRAFTER, Scene.submit("1.1"))
                .through("1.1", HEAD)
                .when(Scene.PERFORMANCE, RevisionTest.grant("r1"));
        assertThat(scene.section("1.1").round()).isEqualTo(3);
        assertThat(scene.section("1.1").replyTo(0).orElseThrow().text()).isEqualTo("已核对");
    }

    @Test
    void areNoContent() {
        Scene scene = returned();
        String digest = scene.digest("1.1");
        SectionState before = scene.section("1.1");
        scene.when(DEPUTY, reply(0, "已核对"));
        assertThat(scene.digest("1.1")).isEqualTo(digest);
        assertThat(scene.section("1.1").revision()).isEqualTo(before.revision());
        assertThat(scene.section("1.1").drafter()).isEqualTo(before.drafter());
        assertThat(scene.section("1.1").position()).isEqualTo(before.position());
        assertThat(scene.section("1.1").since()).isEqualTo(before.since());
    }

    @Test
    void makeWhoRepliedAContributorWhoDoesNotApprove() {
        Scene scene = returned().when(DEPUTY, reply(0, "已核对")).when(DRAFTER, Scene.submit("1.1"));
        scene.refused(DEPUTY, scene.approve("1.1"), SEGREGATION_OF_DUTIES).through("1.1", HEAD);
    }

    @Test
    void areTheDraftersOfTheDepartment() {
        Scene scene = returned();
        scene.refused(HEAD, reply(0, "已核对"), NOT_PERMITTED)
                .refused(WATER_DRAFTER, reply(0, "已核对"), NOT_FOUND)
                .refused(BUDGET, reply(0, "已核对"), NOT_FOUND);
    }

    @Test
    void answerSomethingThatWasAsked() {
        Scene scene = Scene.opened().refused(DRAFTER, reply(1, 0, "已核对"), WRONG_STATE);
        scene.when(DRAFTER, Scene.submit("1.1")).refused(DRAFTER, reply(1, 0, "好"), WRONG_STATE);
        returned()
                .refused(DRAFTER, reply(2, "已核对"), NOT_FOUND)
                .refused(DRAFTER, reply(-1, "已核对"), NOT_FOUND)
                .refused(DRAFTER, reply(1, 0, "已核对"), STALE_CONTENT)
                .refused(DRAFTER, new ReplyToReturnItem(REPORT, "9.9", 2, 0, "好"), NOT_FOUND);
        Scene passed = returned().when(DRAFTER, Scene.submit("1.1")).through("1.1", HEAD, DIRECTOR);
        passed.refused(DRAFTER, reply(0, "已核对"), WRONG_STATE);
    }

    @Test
    void areWords() {
        Scene scene = returned();
        assertThat(faults(scene, reply(0, " "))).containsExactly("text");
        assertThat(faults(scene, reply(0, null))).containsExactly("text");
        assertThat(faults(scene, reply(0, "坏\u0000"))).containsExactly("text");
        assertThat(faults(scene, reply(0, "长".repeat(100_001)))).containsExactly("text");
        assertThat(faults(scene, reply(0, 0, ""))).containsExactly("text", "round");
        assertThat(faults(scene, reply(3, 0, "已核对"))).containsExactly("round");
        scene.when(DRAFTER, reply(0, "长".repeat(100_000)));
    }

    private static Scene returned() {
        Scene scene = Scene.opened().when(DRAFTER, Scene.submit("1.1"));
        return scene.when(
                HEAD,
                new ReturnSection(
                        REPORT,
                        "1.1",
                        scene.digest("1.1"),
                        "DRAFTER",
                        "数字有误",
                        List.of(new ReturnItem("0", "请核对"), new ReturnItem("ind-1", "单位应为微克"))));
    }

    private static ReplyToReturnItem reply(int item, String text) {
        return reply(2, item, text);
    }

    private static ReplyToReturnItem reply(int round, int item, String text) {
        return new ReplyToReturnItem(REPORT, "1.1", round, item, text);
    }

    private static List<String> faults(Scene scene, ReportCommand command) {
        Refused refused = catchThrowableOfType(Refused.class, () -> scene.when(DRAFTER, command));
        assertThat(refused.code()).isEqualTo(INVALID);
        return refused.faults().stream().map(Refused.Fault::path).toList();
    }
}
