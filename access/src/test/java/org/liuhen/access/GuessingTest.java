package org.liuhen.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.liuhen.database.TestDatabase;

/** Many attempts at the same moment are no way around the back-off. */
class GuessingTest {
    private static final int AT_ONCE = 100;

    private final Running service = Running.on(TestDatabase.create());

    private final Client first = service.client();

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void ofAHundredGuessesAtOnceNoMoreAreLookedAtThanOfAHundredInTurn() throws Exception {
        long begin = System.nanoTime();
        List<Integer> answers = atOnce(n -> signIn("drafter", "wrong" + n));
        long more = Duration.ofNanos(System.nanoTime() - begin).toSeconds() / 5;
        assertThat(answers).containsOnly(401, 429);
        assertThat((long) Collections.frequency(answers, 401))
                .as("ten, and one more in 5 s")
                .isLessThanOrEqualTo(10 + more);
    }

    @Test
    void aHundredPeopleOfOneBuildingSignInAtOnce() throws Exception {
        assertThat(atOnce(_ -> signIn("drafter", Client.PASSWORD))).containsOnly(200);
    }

    private int signIn(String name, String password) {
        return service.client().signIn(name, password).status();
    }

    private List<Integer> atOnce(IntFunction<Integer> attempt) throws Exception {
        first.get("/api/session");
        List<Integer> answers = new ArrayList<>();
        try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> all =
                    IntStream.range(0, AT_ONCE)
                            .mapToObj(n -> people.submit(() -> attempt.apply(n)))
                            .toList();
            for (Future<Integer> each : all) {
                answers.add(each.get());
            }
        }
        return answers;
    }
}
