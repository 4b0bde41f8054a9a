package org.liuhen.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.liuhen.access.RequestId;
import org.liuhen.command.Cast;
import org.liuhen.command.Commands;
import org.liuhen.command.Outcome;
import org.liuhen.command.Request;
import org.liuhen.database.TestDatabase;
import org.liuhen.query.feed.Readers;
import org.slf4j.MDC;

/** What is logged and measured while a reader takes an event names the request it came from. */
class ReaderLogTest {

    @Test
    void everyReaderNamesTheRequest() {
        Request request = Cast.request(UUID.randomUUID(), "a");
        try (Running running = Running.on(TestDatabase.create(), Listening.class)) {
            Outcome.Accepted opened =
                    running.bean(Commands.class)
                            .carryOut(Cast.DRAFTER, request, Cast.open(2001, 1));
            running.at(opened);
            running.caughtUp();
            Map<String, String> seen = running.bean(Listening.class).seen;
            assertThat(seen).containsOnlyKeys(Readers.ALL);
            assertThat(seen.values()).containsOnly(request.id());
        }
    }

    static class Listening implements ObservationHandler<Observation.Context> {
        private final Map<String, String> seen = new ConcurrentHashMap<>();

        @Override
        public boolean supportsContext(Observation.Context context) {
            return context.getName().equals("liuhen.event");
        }

        @Override
        public void onStop(Observation.Context context) {
            seen.put(
                    context.getLowCardinalityKeyValue("reader").getValue(),
                    String.valueOf(MDC.get(RequestId.IN_LOG)));
        }
    }
}
