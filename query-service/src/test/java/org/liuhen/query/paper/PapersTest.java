package org.liuhen.query.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.liuhen.workflow.Block.Kind.HEADING;
import static org.liuhen.workflow.Block.Kind.PARAGRAPH;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.poi.xwpf.usermodel.IBodyElement;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.apache.poi.xwpf.usermodel.XWPFTableCell;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.liuhen.command.Cast;
import org.liuhen.workflow.Actual;
import org.liuhen.workflow.Block;
import org.liuhen.workflow.Category;
import org.liuhen.workflow.Desk;
import org.liuhen.workflow.LineItemCommand.RecordExpenditure;
import org.liuhen.workflow.Person;
import org.liuhen.workflow.Recorded;
import org.liuhen.workflow.Relation;
import org.liuhen.workflow.Report;
import org.liuhen.workflow.ReportCommand;
import org.liuhen.workflow.ReportDocument;
import org.liuhen.workflow.ReportDocument.IndicatorDraft;
import org.liuhen.workflow.ReportDocument.LineItemDraft;
import org.liuhen.workflow.ReportDocument.SectionDraft;
import org.liuhen.workflow.ReportEvent.ReportOpened;
import org.liuhen.workflow.ReportState;
import org.liuhen.workflow.ReportType;
import org.liuhen.workflow.ReturnItem;
import org.liuhen.workflow.RevisionCommand.ApproveRevision;
import org.liuhen.workflow.RevisionCommand.RequestRevision;
import org.liuhen.workflow.Role;
import org.liuhen.workflow.Route;
import org.liuhen.workflow.SectionCommand.ApproveSection;
import org.liuhen.workflow.SectionCommand.ReplyToReturnItem;
import org.liuhen.workflow.SectionCommand.ReturnSection;
import org.liuhen.workflow.SectionCommand.SubmitSection;
import org.liuhen.workflow.Target;

/** Opens what was written as Word would, and looks what stands in it. */
class PapersTest {
    private static final String MARKS =
            "{{title}} {{?sections}} {{/sections}} [name] ${x} #{1+1} {{@photo}} {{#rows}} <w:p/> & \"";
    private static final Instant NOW = Instant.parse("2024-03-01T08:30:00Z");

    @Test
    void whatPeopleWroteIsTextWhateverItLooksLike() throws IOException {
        ReportState report =
                opened(
                        MARKS,
                        List.of(
                                new SectionDraft(
                                        "1",
                                        "（一）",
                                        MARKS,
                                        MARKS,
                                        List.of(
                                                new Block(HEADING, MARKS),
                                                new Block(PARAGRAPH, MARKS)))),
                        List.of(
                                new IndicatorDraft(
                                        "i",
                                        "1",
                                        null,
                                        MARKS,
                                        new Target(null, null, null, MARKS),
                                        null)),
                        List.of(line("l", MARKS, null, null, "1", null, "1")));
        try (XWPFDocument paper = report(report)) {
            assertThat(texts(paper, "Title")).containsExactly(MARKS);
            assertThat(texts(paper, "Heading1")).containsExactly(MARKS);
            assertThat(texts(paper, "Heading2")).containsExactly("（一）" + MARKS);
            assertThat(texts(paper, "Heading3")).containsExactly(MARKS);
            assertThat(texts(paper, "Normal")).containsExactly(MARKS);
            assertThat(row(paper.getTables().getFirst(), 1).subList(0, 4))
                    .containsExactly(MARKS, "", MARKS, "—");
            assertThat(row(paper.getTables().get(1), 1)).startsWith(MARKS, "1");
        }
    }

    @Test
    void whatXmlCannotHoldIsMarkedAndEveryLineIsAParagraph() throws IOException {
        ReportState report =
                opened(
                        "报告\u0001\uD800",
                        List.of(
                                new SectionDraft(
                                        "1",
                                        null,
                                        "三、其他",
                                        "三、其他",
                                        List.of(new Block(PARAGRAPH, "一\r\n二\n\n𠮷\u000B")))),
                        List.of(),
                        List.of());
        try (XWPFDocument paper = report(report)) {
            assertThat(texts(paper, "Title")).containsExactly("报告\uFFFD\uFFFD");
            assertThat(texts(paper, "Heading1")).containsExactly("三、其他");
            assertThat(texts(paper, "Heading2")).isEmpty();
            assertThat(texts(paper, "Normal")).containsExactly("一", "二", "", "𠮷\uFFFD");
        }
    }

    @Test
    void everyLevelOfTheMoneyStandsFurtherInAndTheDeepestNoFurther() throws IOException {
        List<LineItemDraft> lines =
                IntStream.rangeClosed(0, 6)
                        .mapToObj(i ->
                                line(
                                        "l" + i,
                                        "第" + i + "级",
                                        i == 0 ? null : "l" + (i - 1),
                                        Relation.PART,
                                        "10",
                                        "5",
                                        null))
                        .toList();
        ReportState report =
                opened(
                        "报告",
                        List.of(new SectionDraft("1", "（一）", "支出", "一、情况", List.of())),
                        List.of(),
                        lines);
        try (XWPFDocument paper = report(report)) {
            XWPFTable money = paper.getTables().getFirst();
            assertThat(IntStream.rangeClosed(1, 7).map(i -> indent(money, i)))
                    .containsExactly(0, 100, 200, 300, 400, 400, 400);
        }
    }

    @Test
    void figuresStandAsTheyWereEnteredAndWhatIsAbsentIsSaid() throws IOException {
        ReportState report =
                opened(
                        "报告",
                        List.of(new SectionDraft("1", "（一）", "支出", "一、情况", List.of())),
                        List.of(
                                new IndicatorDraft(
                                        "i",
                                        "1",
                                        Category.QUANTITY,
                                        "执法",
                                        new Target(Target.Operator.GE, "2,500", "人次", null),
                                        new Actual("2,781", "人次")),
                                new IndicatorDraft("j", "1", null, "环评", null, null)),
                        List.of(
                                line("a", "总支出", null, null, "7,968.73", "6,771.02", "84.00%"),
                                line("b", "项目", "a", Relation.PART, "10", null, null),
                                line("c", "专项", "b", Relation.OF_WHICH, null, "2.30", null)));
        try (XWPFDocument paper = report(report)) {
            assertThat(texts(paper, "Normal")).containsExactly("本章节还没有正文。");
            XWPFTable indicators = paper.getTables().getFirst();
            assertThat(row(indicators, 1))
                    .containsExactly("执法", "数量", "不低于2,500人次", "—", "2,781人次", "完成", "—");
            assertThat(row(indicators, 2))
                    .containsExactly("环评", "", "未设目标值", "—", "未填报", "无法判定", "—");
            XWPFTable money = paper.getTables().get(1);
            assertThat(row(money, 0)).containsExactly("项目", "年初预算数", "全年执行数", "单位", "执行率");
            assertThat(row(money, 1))
                    .containsExactly("总支出", "7,968.73", "6,771.02", "万元", "84.97%\n报告所述 84.00%");
            assertThat(row(money, 3)).containsExactly("其中：专项", "—", "2.30", "万元", "—");
            assertThat(IntStream.rangeClosed(1, 3).map(i -> indent(money, i)))
                    .containsExactly(0, 100, 200);
            assertThat(style(money, 1, 1)).isEqualTo("TableNumber");
            assertThat(indicators.getRow(0).isRepeatHeader()).isTrue();
            assertThat(money.getRow(1).isCantSplitRow()).isTrue();
        }
    }

    @Test
    void anAdjustedBudgetHasAColumn() throws IOException {
        ReportState opened =
                opened(
                        "报告",
                        List.of(new SectionDraft("1", "（一）", "支出", null, List.of())),
                        List.of(),
                        List.of(line("a", "总支出", null, null, "10", "9", null)));
        ReportState report =
                give(
                        opened,
                        Cast.DRAFTER,
                        new RecordExpenditure(opened.reportId(), "a", "10", "12", "9", "追加"));
        try (XWPFDocument paper = report(report)) {
            assertThat(row(paper.getTables().getFirst(), 1))
                    .containsExactly("总支出", "10", "12", "9", "万元", "75.00%");
        }
    }

    @Test
    void theLayoutIsThatOfOfficialDocuments() throws IOException {
        try (XWPFDocument paper = report(small())) {
            var page = paper.getDocument().getBody().getSectPr();
            assertThat(page.getPgSz().getW()).hasToString("11906");
            assertThat(page.getPgMar().getTop()).hasToString("2098");
            assertThat(page.getPgMar().getLeft()).hasToString("1588");
            assertThat(paper.getStyles().getStyle("Title").getCTStyle().toString())
                    .contains("方正小标宋简体", "w:val=\"44\"");
            assertThat(paper.getStyles().getStyle("Normal").getCTStyle().toString())
                    .contains("仿宋", "w:val=\"32\"", "firstLineChars=\"200\"");
            assertThat(paper.getFooterList())
                    .hasSize(2)
                    .allSatisfy(footer -> assertThat(footer.getText().strip()).matches("— .*1 —"));
            assertThat(texts(paper, "Subtitle")).containsExactly("（送审稿　第1版）");
            assertThat(row(paper.getTables().getLast(), 1))
                    .containsExactly(
                            "一（1）章节1", "编制中", small().digest(small().section("1.1").orElseThrow()));
        }
    }

    @Test
    void theApprovalSheetHasEveryDecision() throws IOException {
        ReportState report = small();
        String id = report.reportId();
        report = give(report, Cast.DRAFTER, new SubmitSection(id, "1.1", null));
        report =
                give(
                        report,
                        Cast.HEAD,
                        new ReturnSection(
                                id,
                                "1.1",
                                digest(report),
                                Desk.DRAFTER,
                                MARKS,
                                List.of(new ReturnItem("0", "写清"), new ReturnItem("ind-1", "核对"))));
        report = give(report, Cast.DRAFTER, new ReplyToReturnItem(id, "1.1", 2, 1, MARKS));
        report =
                give(
                        report,
                        Cast.DRAFTER,
                        new RequestRevision(
                                id,
                                "ind-1",
                                "0190c0de-0000-7000-8000-000000000001",
                                new Target(Target.Operator.GE, "95", "%", null),
                                "任务变化",
                                "江财绩〔2024〕3号"));
        report =
                give(
                        report,
                        Cast.PERFORMANCE,
                        new ApproveRevision(
                                id, "ind-1", "0190c0de-0000-7000-8000-000000000001", "属实"));
        report = give(report, Cast.DRAFTER, new SubmitSection(id, "1.1", null));
        report = give(report, Cast.HEAD, new ApproveSection(id, "1.1", digest(report), null));
        Forwarding forwarding =
                new Forwarding("DEPARTMENT", "同意报送", Cast.DIRECTOR.as(Role.DIRECTOR), NOW);
        try (XWPFDocument paper =
                open("approval-sheet.docx", ApprovalPaper.of(report, List.of(forwarding)))) {
            assertThat(texts(paper, "SheetHeading"))
                    .containsExactly("一（1）章节1", "一（2）章节2", "目标值调整的批复", "各环节报送意见");
            assertThat(texts(paper, "Note")).contains("还没有审核意见。");
            XWPFTable opinions = paper.getTables().getFirst();
            assertThat(row(opinions, 1).subList(0, 5))
                    .containsExactly(
                            "部门 科室负责人\n第1轮",
                            "退回",
                            MARKS
                                    + "\n退回至填报人\n第1段：写清\n达标率：核对\n回复（"
                                    + Cast.DRAFTER.name()
                                    + "）："
                                    + MARKS,
                            "section-head某江门市生态环境局 科室负责人",
                            "2024-03-01 16:30");
            assertThat(row(opinions, 2).subList(1, 3)).containsExactly("通过", "（未写意见）");
            assertThat(row(opinions, 2).getLast()).matches("sha-256:[0-9a-f]{8}…[0-9a-f]{4}");
            assertThat(row(paper.getTables().get(1), 1).subList(0, 3))
                    .containsExactly("达标率\n申请调整为不低于95%", "同意调整", "属实\n申请理由：任务变化\n依据：江财绩〔2024〕3号");
            assertThat(row(paper.getTables().get(2), 1).subList(0, 3))
                    .containsExactly("部门", "报送财政局", "同意报送");
        }
    }

    private static String digest(ReportState report) {
        return report.digest(report.section("1.1").orElseThrow());
    }

    private static ReportState small() {
        return evolve(null, new ReportOpened(Cast.open(2001, 2).document(), Route.SELF_EVALUATION));
    }

    private static ReportState opened(
            String title,
            List<SectionDraft> sections,
            List<IndicatorDraft> indicators,
            List<LineItemDraft> lines) {
        return evolve(
                null,
                new ReportOpened(
                        new ReportDocument(
                                Cast.ECOLOGY.id(),
                                2001,
                                ReportType.DEPARTMENT_OVERALL,
                                title,
                                sections,
                                indicators,
                                lines),
                        Route.SELF_EVALUATION));
    }

    private static LineItemDraft line(
            String key,
            String name,
            @Nullable String parent,
            @Nullable Relation relation,
            @Nullable String budget,
            @Nullable String executed,
            @Nullable String rate) {
        return new LineItemDraft(
                key, "1", name, parent, relation, "万元", budget, null, executed, rate);
    }

    private static ReportState evolve(@Nullable ReportState state, ReportOpened event) {
        return Report.evolve(state, new Recorded(event, Cast.DRAFTER.as(Role.DRAFTER), NOW));
    }

    private static ReportState give(ReportState report, Person person, ReportCommand command) {
        Report.Decision decision = Report.decide(report, person, command);
        ReportState state = report;
        for (var event : decision.events()) {
            state = Report.evolve(state, new Recorded(event, decision.by(), NOW));
        }
        return state;
    }

    private static XWPFDocument report(ReportState report) throws IOException {
        return open("report.docx", ReportPaper.of(report));
    }

    private static XWPFDocument open(String template, Object content) throws IOException {
        Path file = Papers.written(template, content);
        try (InputStream in = Files.newInputStream(file)) {
            return new XWPFDocument(in);
        } finally {
            Files.delete(file);
        }
    }

    private static List<String> texts(XWPFDocument paper, String style) {
        return paper.getBodyElements().stream()
                .flatMap(PapersTest::paragraph)
                .filter(each -> style.equals(each.getStyle()))
                .map(XWPFParagraph::getText)
                .toList();
    }

    private static Stream<XWPFParagraph> paragraph(IBodyElement element) {
        return element instanceof XWPFParagraph paragraph ? Stream.of(paragraph) : Stream.empty();
    }

    private static List<String> row(XWPFTable table, int row) {
        return table.getRow(row).getTableCells().stream().map(XWPFTableCell::getText).toList();
    }

    private static String style(XWPFTable table, int row, int column) {
        return table.getRow(row).getCell(column).getParagraphs().getFirst().getStyle();
    }

    private static int indent(XWPFTable table, int row) {
        var ppr = table.getRow(row).getCell(0).getParagraphs().getFirst().getCTPPr();
        return ppr.getInd().getLeftChars().intValue();
    }
}
