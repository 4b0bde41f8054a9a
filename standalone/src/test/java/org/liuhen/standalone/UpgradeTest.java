package org.liuhen.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liuhen.access.Client;
import org.liuhen.database.FreePort;
import org.liuhen.standalone.database.EarlierRelease;

/**
 * docs/upgrade.md, step by step, from a release whose PostgreSQL is of an earlier major version.
 */
class UpgradeTest {
    private static final String REPORT = "jiangmen-ecology-2019-overall";
    private static final String DEMONSTRATION = "--liuhen.mode=demonstration";
    private static final String QUICK = "--liuhen.bcrypt-strength=4";

    @TempDir private Path temp;

    @Test
    void whatAnEarlierReleaseRecordedIsThereAndGoesOn() throws Exception {
        assumeThat(System.getProperty("os.name")).isEqualTo("Linux");
        assumeThat(System.getProperty("os.arch")).isEqualTo("amd64");
        Path data = temp.resolve("the data");
        String trail = recordedByAnEarlierRelease(data);

        try (Started refused = start(data)) {
            assertThat(refused.untilItGivesUp()).contains("PostgreSQL 17", "upgrade");
        }

        Path programs = data.resolve("binaries");
        Path away = Files.move(programs, temp.resolve("away"));
        assertThat(upgrade(data, 1)).contains("没有 PostgreSQL 17 的程序");
        Files.createDirectories(
                data.resolve("upgrading").resolve("postgres")); // one that was cut short
        assertThat(upgrade(data, 0, "--programs=" + away))
                .contains("由 PostgreSQL 17 升级到 18", "\"record\".\"event\"", "postgres-17");
        assertThat(upgrade(data, 1)).contains("不用升级");
        asIfTheMachineHadStoppedBeforeTheLastStep(data);
        assertThat(upgrade(data, 1)).contains("现已完成", "不用升级");
        assertThat(data.resolve("upgrading")).doesNotExist();
        assertThat(data.resolve("postgres-17").resolve("PG_VERSION")).hasContent("17");

        try (Started liuhen = start(data).untilReady()) {
            Client auditor = liuhen.client().signIn("auditor");
            await().untilAsserted(() ->
                    assertThat(auditor.get("/api/reports/" + REPORT + "/history").text())
                            .isEqualTo(trail));
            Client drafter = liuhen.client().signIn("drafter");
            assertThat(drafter.post("/api/reports", document("2018")).status()).isEqualTo(201);
            await().untilAsserted(() ->
                    assertThat(
                                    auditor.get(
                                                    "/api/seal/package/"
                                                            + REPORT.replace("2019", "2018"))
                                            .status())
                            .isEqualTo(200));
            assertThat(liuhen.client().get("/actuator/health/sealing").status()).isEqualTo(200);
        }
    }

    private static void asIfTheMachineHadStoppedBeforeTheLastStep(Path data) throws Exception {
        Path beside = Files.createDirectory(data.resolve("upgrading"));
        Files.move(data.resolve("postgres"), beside.resolve("postgres"));
        Files.createFile(beside.resolve("whole"));
    }

    private static String recordedByAnEarlierRelease(Path data) throws Exception {
        try (EarlierRelease earlier = EarlierRelease.in(data)) {
            List<String> settings = new ArrayList<>(List.of(earlier.settings()));
            settings.add(DEMONSTRATION);
            settings.add(QUICK);
            try (Started liuhen =
                    Started.in(
                                    data,
                                    FreePort.next(),
                                    FreePort.next(),
                                    settings.toArray(String[]::new))
                            .untilReady()) {
                assertThat(
                                liuhen.client()
                                        .signIn("drafter")
                                        .post("/api/reports", document("2019"))
                                        .status())
                        .isEqualTo(201);
                Client auditor = liuhen.client().signIn("auditor");
                await().untilAsserted(() ->
                        assertThat(auditor.get("/api/seal/package/" + REPORT).status())
                                .isEqualTo(200));
                String history = "/api/reports/" + REPORT + "/history";
                await().untilAsserted(() ->
                        assertThat(auditor.get(history).text()).contains("\"sealed\":true"));
                return auditor.get(history).text();
            }
        }
    }

    private static Started start(Path data) throws Exception {
        return Started.in(data, FreePort.next(), FreePort.next(), DEMONSTRATION, QUICK);
    }

    private static String upgrade(Path data, int expected, String... more) {
        StringWriter text = new StringWriter();
        List<String> line = new ArrayList<>(List.of("upgrade"));
        line.addAll(List.of(more));
        line.add("--liuhen.data-directory=" + data);
        int code = Standalone.upkeep().run(new PrintWriter(text), line.toArray(String[]::new));
        assertThat(code).as(text.toString()).isEqualTo(expected);
        return text.toString();
    }

    private static Map<String, Object> document(String year) {
        return Map.of(
                "departmentId",
                "jiangmen-ecology",
                "fiscalYear",
                Integer.valueOf(year),
                "type",
                "DEPARTMENT_OVERALL",
                "title",
                "江门市生态环境局部门整体支出绩效自评报告",
                "sections",
                List.of(Map.of("key", "1.1", "title", "章节", "blocks", List.of())));
    }
}
