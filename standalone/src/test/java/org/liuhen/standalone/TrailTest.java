package org.liuhen.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.liuhen.access.Client;
import tools.jackson.databind.JsonNode;

/** The trail as an auditor reads it: told in sentences, narrowed down, taken away. */
class TrailTest {
    private static final String DANGEROUS = "=HYPERLINK(\"http://evil.example\",\"点我\")";

    private final Running office = Running.shared();
    private final Paper paper = Paper.small();

    @Test
    void aReturnIsToldWithChapterPlaceAndReason() {
        paper.submit("drafter", "1.1");
        paper.sendBack("section-head", "1.1", "DRAFTER", "0");
        JsonNode entry = history("?type=section-returned").getFirst();
        assertThat(entry.path("summary").asString())
                .startsWith("江门市生态环境局")
                .endsWith("退回“一（一）部门职能”至填报人（1处待改）：内容须核对");
        assertThat(entry.path("reason").asString()).isEqualTo("内容须核对");
    }

    @Test
    void aRevisionIsToldWithItsBasis() {
        paper.post(
                "drafter",
                "/indicators/ind-01/revisions",
                Document.of(
                        "target",
                        Document.target("2600"),
                        "reason",
                        "任务增加",
                        "basis",
                        "江财绩〔2024〕3号"));
        JsonNode entry = history("?type=revision-requested").getFirst();
        assertThat(entry.path("reason").asString()).isEqualTo("任务增加");
        assertThat(entry.path("basis").asString()).isEqualTo("江财绩〔2024〕3号");
        assertThat(entry.path("summary").asString()).contains("2500人次调整为2600人次");
    }

    @Test
    void anEditIsToldByWords() {
        paper.edit("drafter", "1.1", Document.paragraphs("全年出动2500人次", "第二段"));
        paper.edit("drafter", "1.1", Document.paragraphs("全年出动2781人次", "第二段"));
        JsonNode change = change(history("?type=section-edited").getLast(), "/blocks/0/text");
        assertThat(change.path("before").asString()).isEqualTo("全年出动2500人次");
        assertThat(change.path("after").asString()).isEqualTo("全年出动2781人次");
        assertThat(change.path("wording").valueStream())
                .extracting(p -> p.path("kind").asString() + " " + p.path("text").asString())
                .containsExactly("KEPT 全年出动", "REMOVED 2500", "ADDED 2781", "KEPT 人次");
        JsonNode figure = change(history("?type=section-edited").getLast(), "/revision");
        assertThat(figure.has("wording")).isFalse();
    }

    @Test
    void itIsNarrowedByPersonSectionIndicatorLineItemKindAndPeriod() {
        actual("2600", null);
        actual("2781", "漏计一个季度");
        expenditure("6,800.00");
        paper.edit("drafter2", "1.2", Document.paragraphs("改过"));
        paper.submit("drafter", "1.2");
        List<JsonNode> all = history("");
        assertThat(all).hasSize(6);

        assertThat(versions("?indicator=ind-01")).containsExactly(2L, 3L);
        assertThat(versions("?lineItem=li-total")).containsExactly(4L);
        assertThat(versions("?section=1.1")).containsExactly(2L, 3L, 4L);
        assertThat(versions("?section=1.2")).containsExactly(5L, 6L);
        assertThat(versions("?type=actual-corrected")).containsExactly(3L);
        assertThat(versions("?actor=" + all.get(4).at("/actor/id").asString())).containsExactly(5L);
        assertThat(versions("?section=1.1&indicator=ind-01&type=actual-submitted"))
                .containsExactly(2L);
        assertThat(versions("?actor=drafter2")).containsExactly(5L);
        assertThat(versions("?type=report-forwarded")).isEmpty();
        assertThat(versions("?indicator=&from=")).hasSize(6);

        String third = at(all.get(2));
        assertThat(versions("?from=" + third)).containsExactly(3L, 4L, 5L, 6L);
        assertThat(versions("?to=" + third)).containsExactly(1L, 2L);
        assertThat(versions("?from=" + third + "&to=" + at(all.get(4)))).containsExactly(3L, 4L);
        assertThat(versions("?from=" + third + "&section=1.1")).containsExactly(3L, 4L);
        Expect.problem(get("?from=yesterday"), 400, "malformed");
        Expect.problem(get("?to=1"), 400, "malformed");
    }

    @Test
    void whatIsMisspeltIsRefusedAndNotReadAsNothing() {
        for (String filter :
                List.of("?section=9.9", "?indicator=x", "?lineItem=x", "?actor=nobody")) {
            Expect.problem(get(filter), 404, "not-found");
        }
        assertThat(Expect.problem(get("?type=foo"), 400, "malformed").detail())
                .contains("section-returned");
        Expect.problem(
                office.as("auditor").get(paper.path("/history.csv?type=foo")), 400, "malformed");
    }

    @Test
    void everyFilterIsReadPageByPage() {
        actual("2600", null);
        for (int i = 1; i <= 7; i++) {
            actual(String.valueOf(2600 + i), "更正" + i);
        }
        String opened = at(history("").getFirst());
        for (String filter : List.of("", "&indicator=ind-01", "&from=" + opened, "&section=1.1")) {
            List<Long> whole = versions("?limit=500" + filter);
            List<Long> pages = new ArrayList<>();
            JsonNode next = null;
            do {
                JsonNode page =
                        get("?limit=2" + filter + (next == null ? "" : "&after=" + next)).body();
                page.path("items").forEach(item -> pages.add(item.path("version").asLong()));
                next = page.path("next");
            } while (!next.isNull());
            assertThat(pages).as(filter).isEqualTo(whole).hasSizeGreaterThan(7);
        }
    }

    @Test
    void anEntryShowsThatItIsSealed() {
        actual("2600", null);
        awaitSeals();
    }

    private void awaitSeals() {
        await().untilAsserted(() ->
                assertThat(history(""))
                        .allSatisfy(
                                entry -> assertThat(entry.path("sealed").asBoolean()).isTrue()));
    }

    @Test
    void itIsTakenAwayAsATable() throws IOException {
        actual("2600", null);
        actual("2781", "漏计");
        awaitSeals(); // which the tables show, too
        Client.Answer answer = office.as("auditor").get(paper.path("/history.csv"));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("text/csv;charset=UTF-8");
        assertThat(answer.header("Content-Disposition"))
                .contains("attachment", paper.id() + ".history.csv");
        assertThat(answer.text()).startsWith("\uFEFF版本,");
        List<List<String>> csv = csv(answer);
        assertThat(csv.getLast())
                .contains("3", "更正完成值", "ind-01")
                .contains("指标 ind-01 完成值 数值", "2600", "2781", "漏计");
        assertThat(xlsx("")).isEqualTo(csv);
        assertThat(csv.stream().skip(1).map(List::getFirst).distinct())
                .containsExactly("1", "2", "3");
        assertThat(csv(office.as("auditor").get(paper.path("/history.csv?indicator=ind-01"))))
                .hasSizeLessThan(csv.size());
    }

    @Test
    void whatLooksLikeAFormulaIsATextInTheTable() throws IOException {
        paper.edit("drafter", "1.1", Document.paragraphs(DANGEROUS, "\t@SUM(1)", "-12.5"));
        paper.read("auditor");
        List<List<String>> csv =
                csv(office.as("auditor").get(paper.path("/history.csv?type=section-edited")));
        List<String> cells = csv.stream().skip(1).flatMap(List::stream).toList();
        assertThat(cells).contains("'" + DANGEROUS, "'\t@SUM(1)", "-12.5");
        try (XSSFWorkbook workbook = workbook("?type=section-edited")) {
            int quoted = 0;
            for (Cell cell : cells(workbook.getSheetAt(0))) {
                assertThat(cell.getCellType()).isIn(CellType.STRING, CellType.BLANK);
                if (cell.getStringCellValue().equals(DANGEROUS)) {
                    quoted++;
                    assertThat(cell.getCellStyle().getQuotePrefixed()).isTrue();
                }
            }
            assertThat(quoted).isOne();
        }
    }

    @Test
    void aTableIsForWhoMaySeeTheReport() {
        for (String table : List.of("/history.csv", "/history.xlsx")) {
            Expect.problem(office.client().get(paper.path(table)), 401, "not-signed-in");
            Expect.problem(office.as("water-drafter").get(paper.path(table)), 404, "not-found");
            Expect.problem(office.as("audit-admin").get(paper.path(table)), 404, "not-found");
            Expect.problem(
                    office.as("auditor").get(paper.path(table + "?from=1")), 400, "malformed");
        }
    }

    private void actual(String value, String reason) {
        paper.put(
                "drafter",
                "/indicators/ind-01/actual",
                Document.of("value", value, "unit", "人次", "explanation", null, "reason", reason));
    }

    private void expenditure(String executed) {
        paper.put(
                "drafter",
                "/line-items/li-total",
                Document.of(
                        "initialBudget",
                        "7,968.73",
                        "adjustedBudget",
                        null,
                        "executed",
                        executed,
                        "reason",
                        "决算"));
    }

    private Client.Answer get(String filter) {
        paper.read("auditor");
        return office.as("auditor").get(paper.path("/history" + filter));
    }

    private List<JsonNode> history(String filter) {
        Client.Answer answer = get(filter);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.body().path("items").valueStream().toList();
    }

    private List<Long> versions(String filter) {
        return history(filter).stream().map(entry -> entry.path("version").asLong()).toList();
    }

    private static String at(JsonNode entry) {
        return URLEncoder.encode(entry.path("at").asString(), StandardCharsets.UTF_8);
    }

    private static JsonNode change(JsonNode entry, String path) {
        return entry.path("changes")
                .valueStream()
                .filter(change -> change.path("path").asString().endsWith(path))
                .findFirst()
                .orElseThrow();
    }

    private static List<List<String>> csv(Client.Answer answer) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        for (CSVRecord row : CSVFormat.EXCEL.parse(new StringReader(answer.text().substring(1)))) {
            rows.add(row.toList());
        }
        return rows;
    }

    private List<List<String>> xlsx(String filter) throws IOException {
        try (XSSFWorkbook workbook = workbook(filter)) {
            List<List<String>> rows = new ArrayList<>();
            workbook.getSheetAt(0)
                    .forEach(row -> {
                        List<String> texts = new ArrayList<>();
                        row.forEach(cell -> texts.add(cell.getStringCellValue()));
                        rows.add(texts);
                    });
            return rows;
        }
    }

    private XSSFWorkbook workbook(String filter) throws IOException {
        Client.Answer answer = office.as("auditor").get(paper.path("/history.xlsx" + filter));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return new XSSFWorkbook(new ByteArrayInputStream(answer.bytes()));
    }

    private static List<Cell> cells(Sheet sheet) {
        List<Cell> cells = new ArrayList<>();
        sheet.forEach(row -> row.forEach(cells::add));
        return cells;
    }
}
