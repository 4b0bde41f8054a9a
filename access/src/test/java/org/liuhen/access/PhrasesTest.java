package org.liuhen.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What people often write: their own, in their order, and not without end. */
class PhrasesTest {
    private static final String PATH = "/api/phrases";

    private final Running service = Running.shared();

    @Test
    void everyoneHasTheirOwnInTheirOrder() {
        Client head = service.client().signIn("section-head");
        assertThat(head.get(PATH).text()).isEqualTo("{\"approving\":[],\"returning\":[]}");
        Client.Answer kept =
                head.put(
                        PATH,
                        Map.of(
                                "approving", List.of(" 同意。 ", "同意，请抓紧。"),
                                "returning", List.of("请补充。")));
        assertThat(kept.status()).as(kept.toString()).isEqualTo(200);
        String wanted = "{\"approving\":[\"同意。\",\"同意，请抓紧。\"],\"returning\":[\"请补充。\"]}";
        assertThat(service.client().signIn("section-head").get(PATH).text()).isEqualTo(wanted);
        assertThat(service.journal(kept)).isEmpty();
        assertThat(service.client().signIn("director").get(PATH).text()).doesNotContain("请抓紧");
        head.put(PATH, Map.of("approving", List.of("同意，请抓紧。", "同意。")));
        assertThat(head.get(PATH).text())
                .isEqualTo("{\"approving\":[\"同意，请抓紧。\",\"同意。\"],\"returning\":[]}");
    }

    @Test
    void whatCannotBeKeptIsRefusedAndChangesNothing() {
        Client officer = service.client().signIn("budget-officer");
        officer.put(PATH, Map.of("approving", List.of("同意。")));
        List<String> many = IntStream.rangeClosed(0, 30).mapToObj(n -> "第" + n + "条").toList();
        for (List<String> bad :
                List.of(
                        List.of("  "),
                        List.of("字".repeat(201)),
                        List.of("两\n行"),
                        List.of("同意。", "同意。"),
                        many,
                        Collections.<String>singletonList(null))) {
            Client.Answer refused = officer.put(PATH, Map.of("approving", bad));
            assertThat(refused.code()).as(refused.toString()).isEqualTo("invalid");
        }
        assertThat(officer.get(PATH).text()).contains("[\"同意。\"]");
        assertThat(officer.put(PATH, Map.of("person", "someone", "approving", List.of())).code())
                .isEqualTo("not-permitted");
        assertThat(service.client().signIn("auditor").get(PATH).code()).isEqualTo("not-permitted");
    }
}
