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
 * @param longReport events of the long report
 * @param looks how often each single thing is timed
 */
record Plan(
        List<Integer> threads,
        int rounds,
        Duration block,
        long seed,
        int prepared,
        int longReport,
        int looks) {

    static Plan full(int rounds, Duration block) {
        return new Plan(List.of(1, 4, 16), rounds, block, 20231124, 20_000, 10_000, 500);
    }

    /** Everything once, in a few seconds: only to see that it runs. */
    static Plan tiny() {
        return new Plan(List.of(1, 2), 1, Duration.ofMillis(100), 20231124, 60, 60, 5);
    }
}
