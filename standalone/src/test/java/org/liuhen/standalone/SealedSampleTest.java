package org.liuhen.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.liuhen.access.Client;
import tools.jackson.databind.JsonNode;

/**
 * The small sealed report that the screens' own verification is tested with, in {@code
 * web/src/seal/sample}: of the package what a browser reads, the trail and every version of the
 * report as they are shown. {@code -Dliuhen.regenerate=true} writes it anew.
 */
class SealedSampleTest {
    private static final Path SAMPLE = Path.of("..", "web", "src", "seal", "sample");
    private static final String TRAIL = "trail.jsonl";
    private static final String EVENTS = "events.jsonl";
    private static final String REPORTS = "reports.jsonl";

    private final Running office = Running.shared();

    @Test
    void theSampleIsWhatTheServiceGives() throws IOException {
        Paper paper = lived();
        Map<String, String> sample = new LinkedHashMap<>();
        await().untilAsserted(() -> {
            Witnesses.NAMES.forEach(this::look);
            sample.putAll(unpacked(paper));
            assertThat(sample.get("checkpoint.txt").lines())
                    .as("the log's signature and two witnesses'")
                    .filteredOn(line -> line.startsWith("— "))
                    .hasSizeGreaterThanOrEqualTo(3);
        });
        sample.put(TRAIL, trail(paper));
        sample.put(REPORTS, reports(paper));
        if (Boolean.getBoolean("liuhen.regenerate")) {
            Files.createDirectories(SAMPLE);
            for (var file : sample.entrySet()) {
                Files.writeString(SAMPLE.resolve(file.getKey()), file.getValue());
            }
        }
        for (String file : new String[] {TRAIL, EVENTS, REPORTS}) {
            assertThat(Files.readString(SAMPLE.resolve(file)).lines())
                    .as("%s is out of date: run with -Dliuhen.regenerate=true", file)
                    .hasSameSizeAs(sample.get(file).lines().toList());
        }
    }

    /**
     * Something of every kind that a trail can show, with a text, a figure and a reason changed.
     */
    private Paper lived() {
        Paper paper = Paper.small();
        paper.edit("drafter", "1.1", Document.paragraphs("第一段，写清楚了", "第二段", "第三段"));
        paper.put("drafter", "/indicators/ind-01/actual", actual("2600", "全年累计", null));
        paper.put("drafter", "/indicators/ind-01/actual", actual("2781", "全年累计", "漏计一个季度"));
        paper.put(
                "drafter",
                "/line-items/li-total",
                Document.of(
                        "initialBudget", "7,968.73",
                        "adjustedBudget", "8,000.00",
                        "executed", "6,771.02",
                        "reason", "年中追加"));
        String asked =
                paper.post("drafter", "/indicators/ind-01/revisions", revision("2600"))
                        .body()
                        .path("revisionId")
                        .asString();
        paper.post(
                "drafter",
                "/indicators/ind-01/revisions/" + asked + "/withdraw",
                Document.of("reason", "数字写错"));
        String refused =
                paper.post("drafter", "/indicators/ind-01/revisions", revision("2650"))
                        .body()
                        .path("revisionId")
                        .asString();
        paper.post(
                "performance-officer",
                "/indicators/ind-01/revisions/" + refused + "/reject",
                Document.of("reason", "依据不足"));
        String revision =
                paper.post("drafter", "/indicators/ind-01/revisions", revision("2700"))
                        .body()
                        .path("revisionId")
                        .asString();
        paper.edit(
                "drafter",
                "1.2",
                List.of(
                        Document.of("kind", "HEADING", "text", "第一段"),
                        Document.of("kind", "PARAGRAPH", "text", "第二段")));
        paper.submit("drafter", "1.1");
        paper.post("drafter", "/sections/1.1/withdraw", Document.of("reason", "再核对一次"));
        paper.submit("drafter", "1.1");
        paper.sendBack("section-head", "1.1", "DRAFTER", "0", "ind-01");
        paper.reply("drafter", "1.1", 0, "已写清楚");
        paper.edit("drafter", "1.1", Document.paragraphs("第一段，写清楚了", "第三段"));
        paper.toFinance();
        paper.sendBack("budget-officer", "1.2", "DEPARTMENT", "1");
        paper.approve("section-head", "1.2");
        paper.approve("director", "1.2");
        paper.approve("budget-officer", "1.1");
        paper.post(
                "performance-officer",
                "/indicators/ind-01/revisions/" + revision + "/approve",
                Document.of("reason", "依据充分"));
        paper.toCongress();
        paper.sendBack("congress-reviewer", "1.2", "FINANCE_BUREAU", "0");
        paper.approve("budget-officer", "1.2");
        paper.approve("performance-officer", "1.2");
        return paper.toTheEnd();
    }

    private static Object actual(String value, String explanation, String reason) {
        return Document.of(
                "value", value, "unit", "人次", "explanation", explanation, "reason", reason);
    }

    private static Object revision(String value) {
        return Document.of(
                "target", Document.target(value), "reason", "任务增加", "basis", "江财绩〔2024〕3号");
    }

    private Map<String, String> unpacked(Paper paper) {
        Client.Answer answer = office.as("auditor").get("/api/seal/package/" + paper.id());
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        Map<String, String> files = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(answer.bytes()))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().matches("checkpoint\\.txt|policy\\.txt|events\\.jsonl")) {
                    files.put(
                            entry.getName(),
                            new String(zip.readAllBytes(), StandardCharsets.UTF_8));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    /** One entry a line, once all of it is shown as sealed. */
    private String trail(Paper paper) {
        paper.read("auditor");
        String whole = paper.path("/history?limit=500");
        await().untilAsserted(() ->
                assertThat(office.as("auditor").get(whole).body().path("items"))
                        .hasSize((int) paper.version())
                        .allSatisfy(
                                entry -> assertThat(entry.path("sealed").asBoolean()).isTrue()));
        return office.as("auditor")
                .get(whole)
                .body()
                .path("items")
                .valueStream()
                .map(JsonNode::toString)
                .collect(Collectors.joining("\n", "", "\n"));
    }

    /** Every version as a screen shows it, one a line. */
    private String reports(Paper paper) {
        return LongStream.rangeClosed(1, paper.version())
                .mapToObj(version -> office.as("auditor").get(paper.path("?version=" + version)))
                .map(answer -> answer.body().toString())
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private void look(String name) {
        String key = office.client().get("/api/seal/key").text().strip();
        Witnesses.Said said = Witnesses.shared().look(name, office.port(), key);
        assertThat(said.code()).as(said.text()).isZero();
    }
}
