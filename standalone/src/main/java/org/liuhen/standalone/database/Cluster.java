package org.liuhen.standalone.database;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.liuhen.standalone.database.Programs.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * PostgreSQL's own directory: made once, started and stopped.
 *
 * @param mode what it is started for
 */
record Cluster(DataDirectory directory, Programs programs, Mode mode) {
    /** Files of another major version cannot be opened; the binaries in the pom decide it. */
    static final String MAJOR = "18";

    /** How long a session may hold on after its server was killed. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(Cluster.class);
    private static final Duration INIT_LIMIT = Duration.ofMinutes(5);

    /** Whether there is one that these programs can open; refuses anything else in its place. */
    static boolean existsIn(DataDirectory directory) throws IOException {
        Path cluster = directory.cluster();
        Path version = cluster.resolve("PG_VERSION");
        if (Files.exists(version)) {
            String found = Files.readString(version).strip();
            if (!found.equals(MAJOR)) {
                throw CannotStart.otherVersion(cluster, found, MAJOR);
            }
            return true;
        }
        if (Files.exists(cluster) && !(Files.isDirectory(cluster) && Trees.isEmpty(cluster))) {
            throw CannotStart.incompleteCluster(cluster);
        }
        return false;
    }

    /** Beside its place, then renamed: a cluster is there whole or not at all. */
    void create() throws IOException {
        OwnerPassword.drawWhenMissing(directory);
        Path fresh = directory.unfinishedDirectory();
        Outcome outcome = programs.run(INIT_LIMIT, "initdb", Options.init(fresh, directory));
        if (!outcome.succeeded()) {
            Trees.delete(fresh);
            throw Diagnosis.of(outcome.output(), directory, 0);
        }
        Files.deleteIfExists(directory.cluster());
        Files.move(fresh, directory.cluster(), ATOMIC_MOVE);
        Trees.sync(directory.path());
    }

    /** Stops a server that outlived its Liuhen, and no other process whatever its number. */
    void settleWhatWasLeft() throws IOException {
        Optional<Postmaster> left = recorded();
        if (left.isEmpty()) {
            return;
        }
        long pid = left.get().pid();
        switch (left.get().process()) {
            case GONE -> LOG.info("上次没有正常停止，数据库将自行恢复");
            case OURS -> {
                LOG.info("上次遗留的数据库（进程 {}）仍在运行，先停止它", pid);
                stop();
                if (runs()) {
                    throw CannotStart.stillRunning(directory.path(), pid);
                }
            }
            case ANOTHER_PROGRAM -> {
                // PostgreSQL would take it for a server of this directory and refuse for ever. If
                // one is at work after all, its shared memory, keyed by this directory, keeps us
                // out.
                LOG.warn("postmaster.pid 所记的进程 {} 已是别的程序，不予理会", pid);
                Files.delete(Postmaster.file(directory.cluster()));
            }
            case UNCLEAR -> throw CannotStart.unclearProcess(directory.path(), pid);
        }
    }

    /** The server that its file names, whatever has become of it. */
    Optional<Postmaster> recorded() throws IOException {
        return Postmaster.recordedIn(directory.cluster());
    }

    void start(int port) throws IOException {
        ServerLog log = new ServerLog(directory.log());
        long begin = log.begin();
        @Nullable Long heldOnSince = null; // a start on a busy machine may itself take that long
        while (true) {
            Outcome outcome =
                    programs.run(
                            mode.patience().plusMinutes(1),
                            "pg_ctl",
                            Options.start(directory, port, mode));
            if (outcome.succeeded()) {
                return;
            }
            String said = log.since(begin) + outcome.output();
            // After a postmaster was killed its last children need a moment to notice.
            long now = System.nanoTime();
            heldOnSince = heldOnSince == null ? now : heldOnSince;
            if (!said.contains(Diagnosis.STILL_ATTACHED)
                    || now - heldOnSince > PATIENCE.toNanos()) {
                throw Diagnosis.of(said, directory, port);
            }
            pause();
            begin = log.begin();
        }
    }

    /** As {@link #start}, and until it has gone through the write-ahead log and takes people in. */
    void startAndRecover(int port, Server server) throws IOException {
        ServerLog log = new ServerLog(directory.log());
        long begin = log.begin();
        start(port);
        while (server.isShut()) {
            if (!runs()) {
                throw Diagnosis.of(log.since(begin), directory, port);
            }
            pause();
        }
    }

    /**
     * Ends open sessions and writes all to disk; the harder way only when that does not end. For a
     * server that was started here or recognised: then a look that is denied proves nothing
     * against.
     */
    void stop() throws IOException {
        for (String mode : List.of("fast", "immediate")) {
            if (is(Postmaster.Is.OURS) || is(Postmaster.Is.UNCLEAR)) {
                programs.run(Options.STOP_LIMIT, "pg_ctl", Options.stop(directory, mode));
            }
        }
    }

    boolean runs() throws IOException {
        return is(Postmaster.Is.OURS);
    }

    private boolean is(Postmaster.Is expected) throws IOException {
        Optional<Postmaster> recorded = recorded();
        return recorded.isPresent() && recorded.get().process() == expected;
    }

    private static void pause() {
        try {
            Thread.sleep(200);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
