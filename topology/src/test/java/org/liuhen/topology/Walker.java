package org.liuhen.topology;

import java.util.Random;

/** Takes one small report after the other all the way, some sections more than once. */
final class Walker implements Work {
    private static final int FIRST_YEAR = 2030;
    private static final int LAST_YEAR = 2100;
    private static final int MOST_ROUNDS = 20;

    private final People people;
    private final Random random;
    private volatile boolean stopped;

    Walker(People people, Random random) {
        this.people = people;
        this.random = random;
    }

    @Override
    public void run() {
        for (int year = FIRST_YEAR; year < LAST_YEAR; year++) {
            walk(year, random.nextInt(MOST_ROUNDS));
        }
        walk(LAST_YEAR, Integer.MAX_VALUE);
    }

    private void walk(int year, int mostRounds) {
        if (stopped) {
            return;
        }
        Way way = Way.open(people, Papers.small(people.department(), year));
        for (int rounds = mostRounds; rounds > 0 && !stopped; rounds--) {
            way.submit("1.2");
            way.approve("SECTION_HEAD", "1.2");
            way.sendBack("DIRECTOR", "1.2");
            way.edit("1.2");
        }
        if (!stopped) {
            way.toTheEnd();
        }
    }

    @Override
    public void stop() {
        stopped = true;
    }

    @Override
    public long proven() {
        return people.all().stream().mapToLong(Clerk::proven).max().orElseThrow();
    }
}
