package org.liuhen.seal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.liuhen.contracts.ContractJson;
import org.liuhen.contracts.Envelope;
import org.liuhen.contracts.EventContract;
import org.liuhen.contracts.Upcaster;
import org.liuhen.contracts.Upcasting;
import org.liuhen.workflow.Actor;
import org.liuhen.workflow.Organisation;
import org.liuhen.workflow.Role;

class RetellingTest {
    private static final Upcaster FROM_0 =
            new Upcaster("report-opened", 0, event -> event.set("document", event.remove("paper")));

    @Test
    void anEventOfAnEarlierRevisionIsToldAsThePresentOne() throws IOException {
        Retelling retelling = new Retelling(new Upcasting(List.of(FROM_0)));
        retelling.next(opened("0", approved().replace("\"document\"", "\"paper\"")));
        Retelling present = new Retelling();
        present.next(opened("1", approved()));
        assertThat(retelling.state()).isEqualTo(present.state());
    }

    @Test
    void anEventOfARevisionNobodyKnowsCannotBeTold() throws IOException {
        StoredEvent stored = opened("0", approved());
        assertThatThrownBy(() -> new Retelling().next(stored))
                .isInstanceOf(Malformed.class)
                .hasMessageContaining("revision 0");
    }

    private static String approved() throws IOException {
        try (InputStream file =
                EventContract.class.getResourceAsStream("/event-contracts/report-opened.1.json")) {
            return new String(file.readAllBytes(), UTF_8);
        }
    }

    private static StoredEvent opened(String revision, String payload) {
        Actor by =
                new Actor(
                        "u1", "张三", new Organisation("jiangmen-ecology", "局"), "科员", Role.DRAFTER);
        String metadata =
                ContractJson.mapper()
                        .writeValueAsString(new Envelope(by, "q", null, "c", "m").asMap());
        return new StoredEvent(
                Stream.of(
                                "1",
                                "e",
                                "jiangmen-ecology-2023-overall",
                                "0",
                                "report",
                                "2026-11-24T01:02:03.456Z",
                                "report-opened",
                                revision,
                                payload,
                                metadata)
                        .map(column -> column.getBytes(UTF_8))
                        .toList());
    }
}
