package org.liuhen.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.apache.poi.xwpf.usermodel.XWPFTableCell;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.liuhen.access.Client;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The Word files, opened: everything the report says stands in them, in its order. */
class WordTest {
    private static final Set<String> TEXT = Set.of("Heading1", "Heading2", "Heading3", "Normal");

    private final Running office = Running.shared();

    /** The figures of the real report, and the real report where it lies beside the project. */
    static Stream<ObjectNode> reports() {
        return Stream.concat(
                Stream.of(Document.ecology(Running.shared().year())),
                Document.real(Running.shared().year()).stream());
    }

    @ParameterizedTest
    @MethodSource("reports")
    void everyParagraphAndFigureIsThere(ObjectNode document) throws IOException {
        Paper paper = Paper.open("drafter", document);
        JsonNode report = paper.read("drafter");
        try (XWPFDocument word = word(paper.path("/report.docx"))) {
            List<XWPFParagraph> text =
                    word.getParagraphs().stream()
                            .filter(each -> TEXT.contains(String.valueOf(each.getStyle())))
                            .toList();
            assertThat(text).extracting(XWPFParagraph::getText).isEqualTo(expected(report));
            List<String> cells = word.getTables().stream().flatMap(WordTest::cells).toList();
            report.path("indicators").forEach(each -> assertThat(cells).contains(name(each)));
            report.path("lineItems")
                    .forEach(each -> {
                        assertThat(cells).anyMatch(cell -> cell.endsWith(name(each)));
                        for (String figure : List.of("initialBudget", "executed")) {
                            assertThat(cells).contains(each.path(figure).asString("—"));
                        }
                    });
            report.path("sections")
                    .forEach(each -> assertThat(cells).contains(each.path("digest").asString()));
            assertThat(word.getParagraphs())
                    .extracting(XWPFParagraph::getText)
                    .contains(report.path("title").asString(), "（送审稿　第1版）");
            assertThat(rows(word, "指标")).isEqualTo(report.path("indicators").size());
            assertThat(rows(word, "项目")).isEqualTo(report.path("lineItems").size());
        }
    }

    @Test
    void anEarlierVersionIsWrittenAsItStood() throws IOException {
        Paper paper = Paper.small();
        paper.edit("drafter", "1.1", Document.paragraphs("改过的正文"));
        paper.submit("drafter", "1.1");
        paper.approve("section-head", "1.1");
        try (XWPFDocument first = word(paper.path("/report.docx?version=1"));
                XWPFDocument second = word(paper.path("/report.docx?version=2"));
                XWPFDocument sheet = word(paper.path("/approval-sheet.docx"));
                XWPFDocument before = word(paper.path("/approval-sheet.docx?version=3"))) {
            assertThat(texts(first)).contains("第一段").doesNotContain("改过的正文");
            assertThat(texts(second)).contains("改过的正文", "（送审稿　第2版）");
            assertThat(sheet.getTables().stream().flatMap(WordTest::cells)).contains("同意");
            assertThat(before.getTables()).isEmpty();
        }
    }

    @Test
    void theSheetOfAFinishedReportHasWhatEveryDeskSaid() throws IOException {
        Paper paper = Paper.small().toFinance().toCongress().toTheEnd();
        paper.read("auditor");
        try (XWPFDocument sheet = word(paper.path("/approval-sheet.docx"))) {
            assertThat(texts(sheet)).contains("（定稿　第%d版）".formatted(paper.version()));
            XWPFTable forwarded = sheet.getTables().getLast();
            assertThat(forwarded.getRows().stream().map(row -> row.getCell(1).getText()))
                    .containsExactly("办理", "报送财政局", "报送人大预算工委", "定稿");
            assertThat(sheet.getTables().getFirst().getRows()).hasSize(1 + 5);
        }
    }

    @Test
    void whoMayNotSeeAReportMayNotTakeItAway() {
        Paper paper = Paper.small();
        for (String file : List.of("/report.docx", "/approval-sheet.docx")) {
            Expect.problem(office.as("water-drafter").get(paper.path(file)), 404, "not-found");
            Expect.problem(office.client().get(paper.path(file)), 401, "not-signed-in");
            Client drafter = office.as("drafter");
            Expect.problem(drafter.get(paper.path(file + "?version=99")), 404, "not-found");
            Expect.problem(
                    drafter.get(paper.path(file + "?version=1&at=2024-01-01T00:00:00Z")),
                    400,
                    "malformed");
        }
    }

    private XWPFDocument word(String path) throws IOException {
        Client.Answer answer = office.as("auditor").get(path);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        assertThat(answer.header("Content-Disposition")).startsWith("attachment;");
        return new XWPFDocument(new ByteArrayInputStream(answer.bytes()));
    }

    private static List<String> expected(JsonNode report) {
        List<String> expected = new ArrayList<>();
        String chapter = "";
        for (JsonNode section : report.path("sections")) {
            String opens = section.path("chapter").asString("");
            if (!opens.equals(chapter)) {
                expected.add(opens);
                chapter = opens;
            }
            String heading =
                    section.path("printedNumber").asString("") + section.path("title").asString();
            if (!heading.equals(opens)) {
                expected.add(heading);
            }
            section.path("blocks")
                    .forEach(block -> block.path("text").asString().lines().forEach(expected::add));
        }
        return expected;
    }

    private static int rows(XWPFDocument word, String heading) {
        return word.getTables().stream()
                .filter(table -> table.getRow(0).getCell(0).getText().equals(heading))
                .mapToInt(table -> table.getNumberOfRows() - 1)
                .sum();
    }

    private static Stream<String> cells(XWPFTable table) {
        return table.getRows().stream()
                .flatMap(row -> row.getTableCells().stream())
                .map(XWPFTableCell::getText);
    }

    private static List<String> texts(XWPFDocument word) {
        return word.getParagraphs().stream().map(XWPFParagraph::getText).toList();
    }

    private static String name(JsonNode each) {
        return each.path("name").asString();
    }
}
