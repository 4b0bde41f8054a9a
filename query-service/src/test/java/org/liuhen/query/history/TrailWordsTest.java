package org.liuhen.query.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.liuhen.command.Cast;
import org.liuhen.contracts.EventContract;
import org.liuhen.views.difference.Change;
import org.liuhen.views.difference.Changes;
import org.liuhen.workflow.Block;
import org.liuhen.workflow.Category;
import org.liuhen.workflow.Opinion;
import org.liuhen.workflow.Recorded;
import org.liuhen.workflow.Relation;
import org.liuhen.workflow.Report;
import org.liuhen.workflow.ReportEvent.ReportOpened;
import org.liuhen.workflow.ReportState;
import org.liuhen.workflow.ReportType;
import org.liuhen.workflow.RevisionState;
import org.liuhen.workflow.Role;
import org.liuhen.workflow.Route;
import org.liuhen.workflow.Target;

class TrailWordsTest {
    private static final Pattern CODE = Pattern.compile("[A-Za-z]{2,}");

    @Test
    void everyKindOfEventHasAName() {
        assertThat(EventContract.all())
                .allSatisfy(event ->
                        assertThat(TrailWords.kind(event.name())).doesNotContainPattern(CODE));
    }

    @Test
    void everyPlaceOfAReportHasAName() {
        ReportState opened =
                Report.evolve(
                        null,
                        new Recorded(
                                new ReportOpened(
                                        Cast.open(2001, 2).document(), Route.SELF_EVALUATION),
                                Cast.DRAFTER.as(Role.DRAFTER),
                                Instant.EPOCH));
        assertThat(Changes.between(null, opened))
                .isNotEmpty()
                .extracting(Change::path)
                .allSatisfy(path -> assertThat(withoutKey(path)).doesNotContainPattern(CODE));
    }

    /** Those that no opening has. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "sections/1/opinions/0/verdict",
                "sections/1/opinions/0/desk",
                "sections/1/opinions/0/step",
                "sections/1/opinions/0/round",
                "sections/1/opinions/0/digest",
                "sections/1/opinions/0/opinion",
                "sections/1/opinions/0/returnedTo",
                "sections/1/opinions/0/by/id",
                "sections/1/opinions/0/by/name",
                "sections/1/returnItems/0/ref",
                "sections/1/returnItems/0/comment",
                "sections/1/returnItems/0/reply/text",
                "indicators/1/explanation",
                "indicators/1/revisions/7/status",
                "indicators/1/revisions/7/target/operator",
                "indicators/1/revisions/7/reason",
                "indicators/1/revisions/7/basis",
                "indicators/1/revisions/7/settledReason",
                "lineItems/1/initialBudget",
                "lineItems/1/adjustedBudget",
                "lineItems/1/executed",
                "lineItems/1/statedRate",
                "lineItems/1/parent",
                "lineItems/1/relation",
                "lineItems/1/unit"
            })
    void soHasWhatComesLater(String path) {
        assertThat(TrailWords.place(path)).doesNotContainPattern(CODE);
    }

    @Test
    void everyCodeHasAName() {
        named("type", (Object[]) ReportType.values());
        named("kind", (Object[]) Block.Kind.values());
        named("category", (Object[]) Category.values());
        named("operator", (Object[]) Target.Operator.values());
        named("status", (Object[]) RevisionState.Status.values());
        named("verdict", (Object[]) Opinion.Verdict.values());
        named("relation", (Object[]) Relation.values());
        Route.SELF_EVALUATION
                .desks()
                .forEach(desk -> {
                    named("stage", desk.key());
                    named("desk", desk.key());
                    desk.steps().forEach(step -> named("step", step));
                    desk.returnsTo().forEach(to -> named("returnedTo", to));
                });
        named("stage", "FINAL");
        named("state", "DRAFT", "RETURNED", "IN_REVIEW", "APPROVED", "CLEARED");
    }

    @Test
    void whatIsNoCodeStaysAsItIs() {
        assertThat(TrailWords.value("sections/1/title", "APPROVED")).isEqualTo("APPROVED");
        assertThat(TrailWords.value("indicators/1/target/value", null)).isEmpty();
        assertThat(TrailWords.place("sections/2.2/blocks/0/text")).isEqualTo("章节 2.2 段落 第1项 文字");
    }

    private static void named(String place, Object... codes) {
        assertThat(Stream.of(codes).map(String::valueOf))
                .allSatisfy(code ->
                        assertThat(TrailWords.value("x/" + place, code))
                                .doesNotContainPattern(CODE));
    }

    private static String withoutKey(String path) {
        List<String> parts = Arrays.asList(TrailWords.place(path).split(" "));
        return parts.size() < 2
                ? path.isEmpty() ? "" : parts.getFirst()
                : parts.getFirst() + parts.subList(2, parts.size());
    }
}
