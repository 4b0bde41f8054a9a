package org.liuhen.contracts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.liuhen.workflow.RevisionEvent.RevisionWithdrawn;
import org.liuhen.workflow.SectionEvent.SectionWithdrawn;

/** On revisions that never were: as if what is revision 1 had been told otherwise before. */
class UpcastingTest {
    private static final String WITHDRAWN = "section-withdrawn";

    private final Upcasting upcasting =
            new Upcasting(
                    List.of(
                            new Upcaster(
                                    WITHDRAWN,
                                    -1,
                                    event -> event.set("chapter", event.remove("part"))),
                            new Upcaster(
                                    WITHDRAWN,
                                    0,
                                    event -> {
                                        event.set("section", event.remove("chapter"));
                                        return event.putNull("reason");
                                    })));

    @Test
    void anEventOfAnEarlierRevisionIsBroughtToThePresentOneStepByStep() {
        SectionWithdrawn present = new SectionWithdrawn("1.1", null);
        assertThat(read("-1", "{\"part\":\"1.1\"}")).isEqualTo(present);
        assertThat(read("0", "{\"chapter\":\"1.1\"}")).isEqualTo(present);
        assertThat(read("1", "{\"section\":\"1.1\",\"reason\":null}")).isEqualTo(present);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-2", "2", "99", "one", ""})
    void aRevisionThatNobodyKnowsStopsTheReader(String revision) {
        assertThatThrownBy(() -> read(revision, "{\"section\":\"1.1\",\"reason\":null}"))
                .isInstanceOf(EventContract.UnknownContract.class);
    }

    /** Both are folded, each as it was meant. */
    @Test
    void anEarlierRevisionWithAMeaningOfItsOwnIsReadAsItIs() {
        List<EventContract> contracts = new ArrayList<>(EventContract.all());
        contracts.add(new EventContract(WITHDRAWN, "0", RevisionWithdrawn.class));
        Upcasting both = new Upcasting(List.of(), contracts);
        String earlier = "{\"indicator\":\"i\",\"revisionId\":\"r\",\"reason\":null}";
        assertThat(both.read(WITHDRAWN, "0", earlier.getBytes(UTF_8)))
                .isEqualTo(new RevisionWithdrawn("i", "r", null));
        String later = "{\"section\":\"1.1\",\"reason\":null}";
        assertThat(both.read(WITHDRAWN, "1", later.getBytes(UTF_8)))
                .isEqualTo(new SectionWithdrawn("1.1", null));
    }

    private Object read(String revision, String json) {
        return upcasting.read(WITHDRAWN, revision, json.getBytes(UTF_8));
    }
}
