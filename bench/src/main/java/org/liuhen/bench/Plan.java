package org.liuhen.bench;

import java.time.Duration;
import java.util.List;

/**
 * How much is measured.
 *
 * @param threads one column each
 * @param block how long one thing is done before the next has its turn
 * @param seed what is chosen at random, is chosen by it
 * @param prepared events there are at least when readers are rebuilt
 * @param reports how many events the reports have that are looked at in the past
 * @param shown events in the database whose views are verified with it
 * @param verified events in the database whose record is verified
 * @param looks how often each single thing is timed
 * @param relayed events that are sent by Kafka in a round
 */
record Plan(
        List<Integer> threads,
        int rounds,
        Duration block,
        long seed,
        int prepared,
        List<Integer> reports,
        int shown,
        int verified,
        int looks,
        int relayed) {

    static Plan full(int rounds, Duration block) {
        return new Plan(
                List.of(1, 4, 16),
                rounds,
                block,
                20231124,
                20_000,
                List.of(10, 100, 1_000, 10_000),
                100_000,
                1_000_000,
                500,
                20_000);
    }

    /** Everything once, in a few seconds: only to see that it runs. */
    static Plan tiny() {
        return new Plan(
                List.of(1, 2),
                1,
                Duration.ofMillis(100),
                20231124,
                60,
                List.of(10, 60),
                500,
                2_000,
                5,
                200);
    }
}
