package org.liuhen.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The page on a section's life, computed by trying everything everywhere. */
@Tag("exhaustive")
class LifecyclePageTest {
    private static final List<String> COMMANDS =
            List.of(
                    "修改正文", "回复退回意见", "提交章节", "撤回章节", "审核通过", "退回填报人", "退回部门", "退回财政局", "报送",
                    "批准调整");
    private static final List<String> FROM_NEAREST_TO_FARTHEST =
            List.of(
                    "invalid",
                    "segregation-of-duties",
                    "wrong-state",
                    "not-permitted",
                    "not-found");

    @Test
    void listsEverySituationThatCanBeReached() {
        ReportCommand open = new ReportCommand.OpenReport(Scene.document("1.1"));
        ReportState start = new Scene().when(Scene.DRAFTER, open).report();
        List<String> returns = List.of("DRAFTER", "DEPARTMENT", "FINANCE_BUREAU");
        Set<List<String>> reached = new HashSet<>();
        Walk.from(start, Moves.CAST, Moves.ofReview("1.1", returns), 3)
                .places()
                .forEach(place ->
                        reached.add(
                                List.of(
                                        place.report().stage(),
                                        Table.words(place.section("1.1").position()))));
        Set<List<String>> listed = new HashSet<>();
        Situation.all().forEach(each -> listed.add(List.of(each.stage(), each.place())));
        assertThat(reached).isEqualTo(listed);
    }

    @Test
    void isThePageThatPeopleRead() {
        GeneratedPage.isCurrent(
                "lifecycle.md", LifecyclePageTest.class, introduction() + diagram() + table());
    }

    private static String introduction() {
        return """
        # 章节的生命周期

        一个章节从填报到定稿的全部状态。章节在部门内单独流转；全部章节在本环节通过后，报告整体报送到下一环节。
        报告已到后面环节时被退回的章节，须从第一步重新走完各步骤，再自行回到报告所在的环节。
        """;
    }

    /** One arrow per move; where its end depends on more, that is named. */
    private static String diagram() {
        Map<List<String>, Map<String, Set<String>>> arrows = new LinkedHashMap<>();
        Set<String> places = new LinkedHashSet<>();
        for (Situation situation : Situation.all()) {
            places.add(situation.place());
            for (String command : COMMANDS) {
                String to = after(command, situation);
                if (places(to) && !to.equals(situation.place())) {
                    arrows.computeIfAbsent(
                                    List.of(situation.place(), command), _ -> new LinkedHashMap<>())
                            .computeIfAbsent(to, _ -> new LinkedHashSet<>())
                            .add(circumstance(command, situation));
                }
            }
        }
        StringBuilder page = new StringBuilder("\n```mermaid\nstateDiagram-v2\n");
        for (String place : places) {
            page.append(
                    "    state \"%s\" as %s%n".formatted(Situation.inChinese(place), id(place)));
        }
        page.append("    [*] --> DRAFT : 建立报告\n");
        arrows.forEach((from, ends) ->
                ends.forEach((to, stages) -> {
                    String when = ends.size() == 1 ? "" : "（" + String.join("、", stages) + "）";
                    page.append("    ")
                            .append(id(from.getFirst()))
                            .append(" --> ")
                            .append(id(to))
                            .append(" : ")
                            .append(from.getLast())
                            .append(when)
                            .append('\n');
                }));
        return page.append("    CLEARED --> [*]\n```\n").toString();
    }

    /** What makes the same move end elsewhere. */
    private static String circumstance(String command, Situation situation) {
        return !command.equals("撤回章节")
                ? "报告" + situation.stageInChinese()
                : situation.again() ? "曾被退回" : "首次提交";
    }

    private static String table() {
        StringBuilder page =
                new StringBuilder(
                        """

                        由有权办理的人操作后的结果：新的状态，或拒绝代码。“批准调整”指财政局批准了该章节指标的目标调整，
                        已有人审核的章节由此从本环节第一步重新开始。

                        | 报告 | 章节 |\
                        """);
        COMMANDS.forEach(command -> page.append(' ').append(command).append(" |"));
        page.append("\n|---|---|").append("---|".repeat(COMMANDS.size())).append('\n');
        for (Situation situation : Situation.all()) {
            page.append("| ").append(situation.stageInChinese());
            page.append(" | ").append(situation.placeInChinese());
            for (String command : COMMANDS) {
                String to = after(command, situation);
                page.append(" | ")
                        .append(
                                !places(to)
                                        ? "`" + to + "`"
                                        : to.equals(situation.place())
                                                ? "不变"
                                                : Situation.inChinese(to));
            }
            page.append(" |\n");
        }
        return page.toString();
    }

    /** Where the section stands afterwards, or the code given to who came nearest to it. */
    private static String after(String command, Situation situation) {
        Set<String> ends = new HashSet<>();
        Set<String> codes = new HashSet<>();
        for (Person person : Moves.CAST) {
            try {
                ends.add(Trials.placeAfter(command, situation, person));
            } catch (Refused refused) {
                codes.add(refused.code().text());
            }
        }
        assertThat(ends).as("%s %s", command, situation).hasSizeLessThan(2);
        List<String> nearest = new ArrayList<>(FROM_NEAREST_TO_FARTHEST);
        nearest.retainAll(codes);
        return ends.isEmpty() ? nearest.getFirst() : ends.iterator().next();
    }

    private static boolean places(String outcome) {
        return !FROM_NEAREST_TO_FARTHEST.contains(outcome);
    }

    private static String id(String place) {
        return place.replaceAll("[/ ]", "_");
    }
}
