package org.liuhen.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.liuhen.workflow.Actor;
import org.liuhen.workflow.Organisation;
import org.liuhen.workflow.Recorded;
import org.liuhen.workflow.Report;
import org.liuhen.workflow.ReportEvent;
import org.liuhen.workflow.ReportState;
import org.liuhen.workflow.RevisionEvent.RevisionRejected;
import org.liuhen.workflow.RevisionEvent.RevisionWithdrawn;
import org.liuhen.workflow.Role;
import tools.jackson.databind.json.JsonMapper;

/** Folded states are stored as a cache: one of another shape must not be taken for one of ours. */
class StoredStateTest {
    private static final Path APPROVED = Path.of("src/test/resources/stored-state");
    private static final JsonMapper PRETTY = JsonMapper.builder().build();

    /**
     * Where this fails, the shape of the state has changed: raise {@link
     * ContractJson#STATE_REVISION}, have the file written anew with {@code
     * -Dliuhen.regenerate=true} and delete the old one. The same is due, and no test can tell,
     * where its meaning has changed.
     */
    @Test
    void theShapeOfAStateIsThatOfItsRevision() throws IOException {
        Path file = APPROVED.resolve(ContractJson.STATE_REVISION + ".json");
        String json =
                PRETTY.writerWithDefaultPrettyPrinter()
                                .writeValueAsString(
                                        PRETTY.readTree(ContractJson.write(states().getLast())))
                        + "\n";
        if (Boolean.getBoolean("liuhen.regenerate") && !Files.exists(file)) {
            Files.createDirectories(APPROVED);
            Files.writeString(file, json);
        }
        assertThat(json).isEqualTo(Files.readString(file));
        try (Stream<Path> files = Files.list(APPROVED)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void aStateReadsBackAsItWas() {
        for (ReportState each : states()) {
            assertThat(ContractJson.readState(ContractJson.write(each))).isEqualTo(each);
        }
    }

    /** After each event that fits the ones before. */
    private static List<ReportState> states() {
        Actor by =
                new Actor(
                        "u1", "张三", new Organisation("jiangmen-ecology", "局"), "科员", Role.DRAFTER);
        List<ReportState> states = new ArrayList<>();
        ReportState state = null;
        for (ReportEvent event : SampleEvents.all()) {
            if (!(event instanceof RevisionRejected) && !(event instanceof RevisionWithdrawn)) {
                state = Report.evolve(state, new Recorded(event, by, Instant.EPOCH));
                states.add(state);
            }
        }
        return states;
    }
}
