package org.liuhen.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/** Approvals through the command bus, beside bare inserts of the same rows. */
final class Approvals {
    private static final int WARM_UP_THREADS = 4;
    private static final int WARM_UP_BLOCKS = 3;

    private final Plan plan;
    private final Office office;
    private final Docket docket;
    private final Gauge gauge;
    private final BareInserts bare;
    private final Map<Integer, List<Round>> rounds = new LinkedHashMap<>();
    private int most;

    Approvals(Plan plan, Office office, Docket docket) {
        this.plan = plan;
        this.office = office;
        this.docket = docket;
        this.gauge = new Gauge(office.owner());
        this.bare = new BareInserts(office);
        this.most = plan.prepared() / 4;
    }

    /** The same thing done three ways, one right after the other. */
    record Round(Block bare, Block commands, Block sealed, Block withReaders) {}

    /** Each block is repeated until the compiler has seen what there is to see. */
    void warmUp() throws InterruptedException, ExecutionException {
        office.stopReaders();
        for (int i = 0; i < WARM_UP_BLOCKS; i++) {
            commands(WARM_UP_THREADS);
            bare.sample();
            bare(WARM_UP_THREADS);
        }
    }

    void measure() throws InterruptedException, ExecutionException {
        for (int i = 0; i < plan.rounds(); i++) {
            for (int threads : plan.threads()) {
                rounds.computeIfAbsent(threads, _ -> new ArrayList<>()).add(round(threads));
            }
        }
    }

    Map<Integer, List<Round>> rounds() {
        return rounds;
    }

    private Round round(int threads) throws InterruptedException, ExecutionException {
        office.stopReaders();
        office.stopSealing();
        Block commands = commands(threads);
        bare.sample();
        Block inserts = bare(threads);
        office.startSealing();
        Block sealed = commands(threads);
        office.startReaders();
        office.awaitReaders();
        Block withReaders = commands(threads);
        return new Round(inserts, commands, sealed, withReaders);
    }

    private Block commands(int threads) throws InterruptedException, ExecutionException {
        docket.fill(2 * most);
        Block block = Block.of(gauge, threads, plan.block(), this::approveOne);
        most = Math.max(most, (int) block.times());
        return block;
    }

    private Block bare(int threads) throws InterruptedException, ExecutionException {
        return Block.of(gauge, threads, plan.block(), bare::insertOne);
    }

    private boolean approveOne() {
        return docket.approve() != null;
    }
}
