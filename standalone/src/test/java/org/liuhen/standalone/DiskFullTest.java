package org.liuhen.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.liuhen.access.Client;
import org.liuhen.database.FreePort;
import tools.jackson.databind.JsonNode;

/** The disk that the data is on is filled to the last byte while somebody writes, and freed. */
@EnabledIf(value = "org.liuhen.standalone.SmallDisk#isPossible", disabledReason = SmallDisk.CANNOT)
class DiskFullTest {
    private static final Duration LONGEST = Duration.ofMinutes(3);
    private static final int MEBIBYTES = 700;
    private static final int MOST_EDITS = 2_000;
    private static final int NOISE = 40_000;

    private final Random random = new Random(1);
    private final List<String> acknowledged = new ArrayList<>();
    private Client drafter;
    private String report;

    @Test
    void whoeverWritesIsToldWhatIsMissingAndWhenThereIsSpaceAllGoesOn(@TempDir Path place)
            throws Exception {
        try (SmallDisk disk = SmallDisk.mounted(place, MEBIBYTES);
                Started liuhen =
                        Started.in(
                                        Files.createDirectory(place.resolve("data")),
                                        FreePort.next(),
                                        FreePort.next(),
                                        "--liuhen.mode=demonstration",
                                        "--liuhen.bcrypt-strength=4")
                                .untilReady()) {
            drafter = liuhen.client().signIn("drafter");
            Client.Answer opened =
                    drafter.post("/api/reports", Document.small("jiangmen-ecology", 2019));
            report = opened.body().path("reportId").asString();
            assertThat(edit(UUID.randomUUID(), text()).status()).isEqualTo(200);
            assertThat(space(liuhen)).isEqualTo(200);

            disk.fill();
            String text = text();
            UUID key = UUID.randomUUID();
            Client.Answer refused = edit(key, text);
            for (int n = 0; refused.status() == 200; n++) {
                assertThat(n).isLessThan(MOST_EDITS);
                text = text();
                key = UUID.randomUUID();
                refused = edit(key, text);
            }
            assertThat(refused.status()).as(refused.toString()).isIn(503, 507);
            assertThat(refused.code())
                    .isEqualTo(refused.status() == 507 ? "disk-full" : "unavailable");
            assertThat(refused.text()).contains("磁盘空间不足", "请告知系统管理员清理磁盘空间");
            assertThat(space(liuhen)).isEqualTo(503);
            assertThat(liuhen.client().get("/actuator/health/liveness").status()).isEqualTo(200);

            disk.free();
            String same = text;
            UUID sameKey = key;
            await().atMost(LONGEST).until(() -> edit(sameKey, same).status() == 200);
            assertThat(edit(UUID.randomUUID(), text()).status()).isEqualTo(200);
            liuhen.untilReady();
            assertThat(space(liuhen)).isEqualTo(200);
            await().atMost(LONGEST)
                    .untilAsserted(() -> assertThat(shown(liuhen)).isEqualTo(acknowledged));
        }
    }

    /** Whether enough is left, as whoever is in front of it is told. */
    private static int space(Started liuhen) {
        return liuhen.client().get("/actuator/health/space").status();
    }

    /** Nothing that could be stored in less. */
    private String text() {
        byte[] noise = new byte[NOISE];
        random.nextBytes(noise);
        return HexFormat.of().formatHex(noise);
    }

    private Client.Answer edit(UUID key, String text) {
        Client.Answer answer =
                drafter.put(
                        "/api/reports/" + report + "/sections/1.1",
                        Map.of(
                                "blocks",
                                List.of(Map.of("kind", "PARAGRAPH", "text", text)),
                                "basedOn",
                                acknowledged.size() + 1),
                        key);
        if (answer.status() == 200) {
            acknowledged.add(text);
        }
        return answer;
    }

    /** Every text that was written into the section, in order. */
    private List<String> shown(Started liuhen) {
        Client auditor = liuhen.client().signIn("auditor");
        List<String> texts = new ArrayList<>();
        String next = "0";
        while (!next.isEmpty()) {
            JsonNode page =
                    auditor.get("/api/reports/" + report + "/history?limit=50&after=" + next)
                            .body();
            page.path("items")
                    .forEach(item ->
                            item.path("changes")
                                    .forEach(change -> {
                                        String after = change.path("after").asString("");
                                        if (after.length() == 2 * NOISE) {
                                            texts.add(after);
                                        }
                                    }));
            next = page.path("next").asString("");
        }
        return texts;
    }
}
