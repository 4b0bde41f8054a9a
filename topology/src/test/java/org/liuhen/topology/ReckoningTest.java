package org.liuhen.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.liuhen.topology.Journal.Deed;

/** The judge of the topology test, judged: whatever must not be is found. */
class ReckoningTest {
    private static final String REPORT = "r";

    private final List<Deed> deeds = new ArrayList<>();
    private final List<Record.Entry> record = new ArrayList<>();
    private final List<Record.Entry> history = new ArrayList<>();

    @Test
    void whatWasAnsweredAndIsThereIsWell() {
        done(answered(1));
        done(answered(2));
        assertThat(violations()).isEmpty();
    }

    @Test
    void whatWasAnsweredAndIsNotInTheRecordIsLost() {
        done(answered(1));
        Deed gone = answered(2);
        deeds.add(gone);
        assertThat(violations())
                .singleElement()
                .asString()
                .startsWith("lost")
                .contains(gone.key().toString());
    }

    @Test
    void whatTheHistoryDoesNotShowIsLost() {
        done(answered(1));
        history.clear();
        assertThat(violations()).singleElement().asString().startsWith("lost");
    }

    @Test
    void whatIsThereAtAnotherVersionThanAnsweredIsLost() {
        Deed deed = answered(1);
        deeds.add(deed);
        happened(deed, 2, "one");
        assertThat(violations()).singleElement().asString().startsWith("lost");
    }

    @Test
    void whatIsThereForTwoRequestsWasDoneTwice() {
        Deed deed = answered(2);
        deeds.add(deed);
        happened(deed, 1, "one");
        happened(deed, 2, "two");
        assertThat(violations()).anyMatch(each -> each.startsWith("done twice"));
    }

    @Test
    void whatWasSentAfterAnAnswerLiesAfterIt() {
        Deed first = answered(1);
        Deed second = answered(2);
        done(at(first, 30, 40));
        done(at(second, 10, 20));
        assertThat(violations()).singleElement().asString().startsWith("out of order");
    }

    @Test
    void whatWasUnderWayAtTheSameTimeMayLieEitherWay() {
        done(at(answered(1), 15, 40));
        done(at(answered(2), 10, 20));
        assertThat(violations()).isEmpty();
    }

    @Test
    void whatNobodyAskedForIsFound() {
        happened(answered(1), 1, "one");
        assertThat(violations()).singleElement().asString().startsWith("asked for by nobody");
    }

    @Test
    void whatNobodyKnowsTheEndOfIsFound() {
        deeds.add(new Deed(UUID.randomUUID(), "PUT", "t", 1, Long.MAX_VALUE, 2, 2, "", 0, ""));
        assertThat(violations()).containsExactly("not known how they ended: 1");
    }

    private static Deed answered(long version) {
        return new Deed(
                UUID.randomUUID(),
                "PUT",
                "text " + version,
                version * 10,
                version * 10 + 5,
                1,
                0,
                REPORT,
                version,
                "request");
    }

    private static Deed at(Deed deed, long from, long until) {
        return new Deed(
                deed.key(),
                deed.request(),
                deed.text(),
                from,
                until,
                1,
                0,
                REPORT,
                deed.version(),
                deed.requestId());
    }

    private void done(Deed deed) {
        deeds.add(deed);
        happened(deed, deed.version(), "request");
    }

    private void happened(Deed deed, long version, String requestId) {
        Record.Entry entry =
                new Record.Entry(
                        REPORT,
                        version,
                        "event " + version,
                        "section-edited",
                        requestId,
                        deed.key().toString(),
                        List.of(deed.text()));
        record.add(entry);
        history.add(entry);
    }

    private List<String> violations() {
        return new Reckoning(deeds, Map.of(REPORT, record), Map.of(REPORT, history)).violations();
    }
}
