package org.liuhen.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.liuhen.workflow.ReportDocument.IndicatorDraft;
import org.liuhen.workflow.ReportDocument.LineItemDraft;
import org.liuhen.workflow.ReportDocument.SectionDraft;

class DocumentRulesTest {
    private static final List<SectionDraft> ONE = List.of(section("1"));
    private static final Block CLEAN = new Block(Block.Kind.PARAGRAPH, "正文");
    private static final Block DIRTY = new Block(Block.Kind.PARAGRAPH, "残\uD800缺");

    @Test
    void allowWhatTheSceneHandsIn() {
        assertThat(paths(Scene.document("1.1", "1.2"))).isEmpty();
        assertThat(paths(document(ONE, List.of(), List.of()))).isEmpty();
    }

    @Test
    void wantAHeader() {
        assertThat(paths(header("", 2023, "标题"))).containsExactly("departmentId");
        assertThat(paths(header("江门", 2023, "标题"))).containsExactly("departmentId");
        assertThat(paths(header("d", 2023, " "))).containsExactly("title");
        assertThat(paths(header("d", 2023, "长".repeat(501)))).containsExactly("title");
        assertThat(paths(header("d", 2023, "坏\u0007"))).containsExactly("title");
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 1999, 2101, Integer.MAX_VALUE})
    void refuseYearsOfAnotherCentury(int year) {
        assertThat(paths(header("d", year, "标题"))).containsExactly("fiscalYear");
    }

    @ParameterizedTest
    @ValueSource(ints = {2000, 2023, 2100})
    void allowYearsOfThisOne(int year) {
        assertThat(paths(header("d", year, "标题"))).isEmpty();
    }

    @Test
    void wantASectionWithAKeyATitleAndCleanWords() {
        assertThat(paths(document(List.of(), List.of(), List.of()))).containsExactly("sections");
        assertThat(paths(sections(new SectionDraft("1", "坏\u0000", "题", null, List.of()))))
                .containsExactly("sections/0/printedNumber");
        assertThat(paths(sections(new SectionDraft("1", null, "题", "坏\u0000", List.of()))))
                .containsExactly("sections/0/chapter");
        assertThat(paths(sections(new SectionDraft("1", null, "", null, List.of()))))
                .containsExactly("sections/0/title");
        assertThat(paths(sections(section("1"), section("1")))).containsExactly("sections/1/key");
        assertThat(paths(sections(section("1/2")))).containsExactly("sections/0/key");
        assertThat(paths(sections(section("1", CLEAN, DIRTY, CLEAN, DIRTY))))
                .containsExactly("sections/0/blocks/1/text", "sections/0/blocks/3/text");
    }

    @Test
    void wantIndicatorsOfASectionInTheReport() {
        Target bad = new Target(Target.Operator.GE, "百", "坏\u0000", "坏\u0001");
        Actual dirty = new Actual("1e3", "坏\u0002");
        assertThat(paths(indicators(indicator("i", "1"), indicator("i", "1"))))
                .containsExactly("indicators/1/key");
        assertThat(paths(indicators(indicator("i", "2")))).containsExactly("indicators/0/section");
        assertThat(paths(indicators(new IndicatorDraft("i", "1", Category.COST, "", bad, dirty))))
                .containsExactly(
                        "indicators/0/name",
                        "indicators/0/target/value",
                        "indicators/0/target/unit",
                        "indicators/0/target/text",
                        "indicators/0/actual/value",
                        "indicators/0/actual/unit");
    }

    @Test
    void wantLineItemsWithExactAmounts() {
        assertThat(paths(lines(line("l", null), line("l", null))))
                .containsExactly("lineItems/1/key");
        String bad = "坏\u0000";
        assertThat(
                        paths(
                                lines(
                                        new LineItemDraft(
                                                "l",
                                                "9",
                                                "",
                                                null,
                                                null,
                                                bad,
                                                "1,2",
                                                "x",
                                                "9".repeat(10_000),
                                                bad))))
                .containsExactly(
                        "lineItems/0/section",
                        "lineItems/0/name",
                        "lineItems/0/unit",
                        "lineItems/0/initialBudget",
                        "lineItems/0/adjustedBudget",
                        "lineItems/0/executed",
                        "lineItems/0/statedRate");
    }

    @Test
    void wantParentsThatExistAndLeadToATop() {
        assertThat(paths(lines(line("a", null), line("b", "a"), line("c", "b")))).isEmpty();
        assertThat(paths(lines(line("c", "b"), line("b", "a"), line("a", null)))).isEmpty();
        assertThat(paths(lines(line("a", "nowhere")))).containsExactly("lineItems/0/parent");
        assertThat(paths(lines(line("a", "a")))).containsExactly("lineItems/0/parent");
        assertThat(paths(lines(line("a", "b"), line("b", "a"), line("c", "a"), line("d", null))))
                .containsExactly("lineItems/0/parent", "lineItems/1/parent", "lineItems/2/parent");
    }

    @Test
    void allowAChainAsLongAsTheReport() {
        assertThat(paths(lines(many(2_000, i -> line("l" + i, i == 0 ? null : "l" + (i - 1))))))
                .isEmpty();
        assertThat(paths(lines(many(2_000, i -> line("l" + i, "l" + (i + 1) % 2_000)))))
                .hasSize(50)
                .first()
                .isEqualTo("lineItems/0/parent");
    }

    @Test
    void allowAsMuchAsAReportHoldsAndNotOneMore() {
        assertThat(paths(document(many(200, i -> section("s" + i)), List.of(), List.of())))
                .isEmpty();
        assertThat(paths(document(many(201, i -> section("s" + i)), List.of(), List.of())))
                .containsExactly("sections");
        assertThat(paths(sections(section("1", blocks(1_000))))).isEmpty();
        assertThat(paths(sections(section("1", blocks(1_001)))))
                .containsExactly("sections/0/blocks");
        assertThat(paths(document(ONE, many(1_000, i -> indicator("i" + i, "1")), List.of())))
                .isEmpty();
        assertThat(paths(document(ONE, many(1_001, i -> indicator("i" + i, "1")), List.of())))
                .containsExactly("indicators");
        assertThat(paths(lines(many(2_001, i -> line("l" + i, null)))))
                .containsExactly("lineItems");
    }

    @Test
    void tellFaultsOfTheWholeDocumentInOneGo() {
        assertThat(
                        paths(
                                document(
                                        ONE,
                                        List.of(indicator("i", "9")),
                                        List.of(line("l", "nowhere")))))
                .containsExactly("indicators/0/section", "lineItems/0/parent");
    }

    @Test
    void tellOnlyOfTheSectionsWhileTheyAreWrong() {
        assertThat(
                        paths(
                                document(
                                        List.of(section("1/2")),
                                        List.of(indicator("i", "9")),
                                        List.of())))
                .containsExactly("sections/0/key");
        assertThat(paths(document(many(201, i -> section("/" + i)), List.of(), List.of())))
                .containsExactly("sections");
        assertThat(paths(sections(section("1/2", blocks(1_001)))))
                .containsExactly("sections/0/key", "sections/0/blocks");
    }

    private static List<String> paths(ReportDocument document) {
        Refused refused = catchThrowableOfType(Refused.class, () -> DocumentRules.check(document));
        return refused == null
                ? List.of()
                : refused.faults().stream().map(Refused.Fault::path).toList();
    }

    private static ReportDocument header(String department, int year, String title) {
        return new ReportDocument(
                department, year, ReportType.DEPARTMENT_OVERALL, title, ONE, List.of(), List.of());
    }

    private static ReportDocument document(
            List<SectionDraft> sections,
            List<IndicatorDraft> indicators,
            List<LineItemDraft> lines) {
        return new ReportDocument(
                "d", 2023, ReportType.DEPARTMENT_OVERALL, "标题", sections, indicators, lines);
    }

    private static ReportDocument sections(SectionDraft... sections) {
        return document(List.of(sections), List.of(), List.of());
    }

    private static ReportDocument indicators(IndicatorDraft... indicators) {
        return document(ONE, List.of(indicators), List.of());
    }

    private static ReportDocument lines(LineItemDraft... lines) {
        return lines(List.of(lines));
    }

    private static ReportDocument lines(List<LineItemDraft> lines) {
        return document(ONE, List.of(), lines);
    }

    private static SectionDraft section(String key, Block... blocks) {
        return new SectionDraft(key, null, "章节", null, List.of(blocks));
    }

    private static Block[] blocks(int count) {
        List<Block> blocks = new ArrayList<>(many(count, _ -> CLEAN));
        return blocks.toArray(Block[]::new);
    }

    private static IndicatorDraft indicator(String key, String section) {
        return new IndicatorDraft(key, section, Category.COST, "指标", null, null);
    }

    private static LineItemDraft line(String key, String parent) {
        return new LineItemDraft(
                key, "1", "支出", parent, Relation.PART, "万元", null, null, null, null);
    }

    private static <T> List<T> many(int count, IntFunction<T> each) {
        return IntStream.range(0, count).mapToObj(each).toList();
    }
}
