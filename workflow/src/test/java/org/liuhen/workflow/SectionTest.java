package org.liuhen.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.liuhen.workflow.RefusalCode.EDIT_CONFLICT;
import static org.liuhen.workflow.RefusalCode.INVALID;
import static org.liuhen.workflow.RefusalCode.NOT_FOUND;
import static org.liuhen.workflow.RefusalCode.WRONG_STATE;
import static org.liuhen.workflow.Scene.DEPUTY;
import static org.liuhen.workflow.Scene.DIRECTOR;
import static org.liuhen.workflow.Scene.DRAFTER;
import static org.liuhen.workflow.Scene.DRAFTER_2;
import static org.liuhen.workflow.Scene.HEAD;
import static org.liuhen.workflow.Scene.REPORT;
import static org.liuhen.workflow.Scene.REVIEWER;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class SectionTest {

    @Test
    void namesWhoSavedTheTextAndNotWhoFilledInAFigureAfterwards() {
        Scene scene = Scene.opened().edit(DRAFTER_2, "1.1", "先改的").when(DEPUTY, figure());
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> scene.when(DRAFTER, Scene.edited("1.1", "后改的", 1)))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo(EDIT_CONFLICT))
                .withMessageContaining(DRAFTER_2.name())
                .withMessageNotContaining(DEPUTY.name());
        assertThat(scene.section("1.1").drafter()).isEqualTo(DEPUTY.as(Role.DRAFTER));
        assertThat(scene.section("1.1").editor()).isEqualTo(DRAFTER_2.as(Role.DRAFTER));
    }

    @Test
    void isReturnedForAFigureWhoseKeyIsANumber() {
        ReportDocument document = Scene.document("1.1");
        ReportDocument.IndicatorDraft first = document.indicators().getFirst();
        Scene scene =
                new Scene()
                        .when(
                                DRAFTER,
                                new ReportCommand.OpenReport(
                                        new ReportDocument(
                                                document.departmentId(),
                                                document.fiscalYear(),
                                                document.type(),
                                                document.title(),
                                                document.sections(),
                                                List.of(
                                                        new ReportDocument.IndicatorDraft(
                                                                "12",
                                                                "1.1",
                                                                first.category(),
                                                                first.name(),
                                                                first.target(),
                                                                null)),
                                                document.lineItems())))
                        .when(DRAFTER, Scene.submit("1.1"));
        scene.refused(HEAD, returning(scene, "11"), INVALID)
                .refused(HEAD, returning(scene, "00"), INVALID)
                .refused(HEAD, returning(scene, "9999999999"), INVALID)
                .when(HEAD, returning(scene, "12"));
    }

    @Test
    void isReturnedWithWhatIsToBePutRight() {
        Scene scene = Scene.opened().when(DRAFTER, Scene.submit("1.1"));
        assertThat(faults(scene, HEAD, returning(null, null, " ", List.of())))
                .containsExactly("reason", "items", "to", "digest");
        String digest = scene.digest("1.1");
        ReturnItem past = new ReturnItem("1", "请核对");
        ReturnItem silent = new ReturnItem("0", " ");
        ReturnItem dirty = new ReturnItem("li-1", "坏\u0000");
        assertThat(
                        faults(
                                scene,
                                HEAD,
                                returning(digest, "DRAFTER", "错", List.of(past, silent, dirty))))
                .containsExactly("items/0/ref", "items/1/comment", "items/2/comment");
        List<ReturnItem> many = Collections.nCopies(1_001, new ReturnItem("0", "请核对"));
        assertThat(faults(scene, HEAD, returning(digest, "DRAFTER", "错", many)))
                .containsExactly("items");
        scene.when(HEAD, returning(digest, "DRAFTER", "错", many.subList(0, 1_000)));
        assertThat(scene.section("1.1").returnItems()).hasSize(1_000);
    }

    @Test
    void isNotReturnedForWhatBelongsToAnother() {
        Scene scene = Scene.opened().when(DRAFTER, Scene.submit("1.2"));
        for (String foreign : List.of("ind-1", "li-1")) {
            List<ReturnItem> items = List.of(new ReturnItem(foreign, "请核对"));
            scene.refused(
                    HEAD,
                    new SectionCommand.ReturnSection(
                            REPORT, "1.2", scene.digest("1.2"), "DRAFTER", "错", items),
                    INVALID);
        }
    }

    @Test
    void takesCleanWordsOnly() {
        String dirt = "坏\u0000";
        Scene scene =
                Scene.opened()
                        .refused(
                                DRAFTER,
                                new SectionCommand.SubmitSection(REPORT, "1.1", dirt),
                                INVALID)
                        .when(DRAFTER, Scene.submit("1.1"))
                        .refused(
                                DRAFTER,
                                new SectionCommand.WithdrawSection(REPORT, "1.1", dirt),
                                INVALID);
        String digest = scene.digest("1.1");
        scene.refused(HEAD, new SectionCommand.ApproveSection(REPORT, "1.1", digest, dirt), INVALID)
                .refused(
                        HEAD,
                        new SectionCommand.ApproveSection(REPORT, "1.1", null, "同意"),
                        INVALID);
    }

    @Test
    void isUnknownUnderAnotherKey() {
        Scene.opened()
                .refused(DRAFTER, Scene.submit("9.9"), NOT_FOUND)
                .refused(DRAFTER, Scene.edited("9.9", "新", 1), NOT_FOUND);
    }

    @Test
    void keepsEveryOpinionWithTheDigestItWasGivenOn() {
        Scene scene = Scene.opened().when(DRAFTER, Scene.submit("1.1"));
        String digest = scene.digest("1.1");
        scene.through("1.1", HEAD).when(DIRECTOR, scene.sendBack("1.1", "DRAFTER"));
        List<Opinion> opinions = scene.section("1.1").opinions();
        assertThat(opinions).extracting(Opinion::digest).containsExactly(digest, digest);
        assertThat(opinions)
                .extracting(Opinion::verdict)
                .containsExactly(Opinion.Verdict.APPROVED, Opinion.Verdict.RETURNED);
        assertThat(opinions)
                .extracting(Opinion::by)
                .containsExactly(HEAD.as(Role.SECTION_HEAD), DIRECTOR.as(Role.DIRECTOR));
        assertThat(opinions).extracting(Opinion::returnedTo).containsExactly(null, "DRAFTER");
        assertThat(opinions).extracting(Opinion::text).containsExactly("同意", "数字有误");
        assertThat(opinions).extracting(Opinion::round).containsExactly(1, 1);
        assertThat(scene.section("1.1").round()).isEqualTo(2);
    }

    @Test
    void hasADigestOfItsOwnFiguresAlone() {
        Scene scene = Scene.opened();
        String first = scene.digest("1.1");
        String second = scene.digest("1.2");
        scene.when(DRAFTER, figure());
        assertThat(scene.digest("1.1")).isNotEqualTo(first);
        String withFigure = scene.digest("1.1");
        scene.when(
                DRAFTER,
                new LineItemCommand.RecordExpenditure(REPORT, "li-1", "1", null, "1", null));
        assertThat(scene.digest("1.1")).isNotEqualTo(withFigure);
        assertThat(scene.digest("1.2")).isEqualTo(second);
    }

    @Test
    void letsNoFigureChangeAfterTheEnd() {
        Scene scene = Scene.opened().atCongress().through("1.1", REVIEWER);
        scene.through("1.2", REVIEWER).when(REVIEWER, Scene.forward());
        scene.refused(DRAFTER, figure(), WRONG_STATE)
                .refused(DRAFTER, RevisionTest.request("r1"), WRONG_STATE);
    }

    private static List<String> faults(Scene scene, Person person, ReportCommand command) {
        Refused refused = catchThrowableOfType(Refused.class, () -> scene.when(person, command));
        assertThat(refused.code()).isEqualTo(INVALID);
        return refused.faults().stream().map(Refused.Fault::path).toList();
    }

    private static ReportCommand returning(
            String digest, String to, String reason, List<ReturnItem> items) {
        return new SectionCommand.ReturnSection(REPORT, "1.1", digest, to, reason, items);
    }

    private static ReportCommand returning(Scene scene, String ref) {
        return new SectionCommand.ReturnSection(
                REPORT,
                "1.1",
                scene.digest("1.1"),
                "DRAFTER",
                "数字有误",
                List.of(new ReturnItem(ref, "请核对")));
    }

    private static ReportCommand figure() {
        return new IndicatorCommand.SubmitActual(
                REPORT, "ind-1", new Actual("95", "%"), null, null);
    }
}
