package org.liuhen.standalone.database;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL of our own, started with Liuhen and stopped with it. What it holds is kept in the
 * data directory and is there again at the next start, also after a crash or a power cut.
 *
 * <p>Close it after the connection pools. When the JVM ends first, a hook stops the server as soon
 * as nobody is connected any more.
 */
public final class EmbeddedDatabase implements AutoCloseable {
    /** The superuser that owns everything; services get roles of their own. */
    static final String OWNER = "postgres";

    static final String DATABASE = "liuhen";

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);
    private static final long SPACE_FOR_A_NEW_CLUSTER = 256L << 20;
    private static final long SPACE_TO_START = 64L << 20;
    private static final Duration PATIENCE_WITH_CLIENTS = Duration.ofSeconds(20);

    private final DirectoryLock lock;
    private final Cluster cluster;
    private final Server server;
    private final Thread hook = new Thread(this::closeAfterClients, "liuhen-database-stop");
    private @Nullable Watchdog watchdog;
    private boolean closed;

    private EmbeddedDatabase(DirectoryLock lock, Cluster cluster, Server server) {
        this.lock = lock;
        this.cluster = cluster;
        this.server = server;
    }

    /**
     * Starts the database, and makes it when the directory holds none.
     *
     * @throws CannotStart with a sentence for whoever runs it
     */
    public static EmbeddedDatabase open(EmbeddedSettings settings) {
        DataDirectory directory = DataDirectory.at(settings.dataDirectory());
        try {
            DirectoryLock lock = DirectoryLock.take(directory.path());
            try {
                EmbeddedDatabase database = open(settings, directory, lock);
                Runtime.getRuntime().addShutdownHook(database.hook);
                return database;
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw directory.explain(e);
        }
    }

    private static EmbeddedDatabase open(
            EmbeddedSettings settings, DataDirectory directory, DirectoryLock lock)
            throws IOException {
        long began = System.nanoTime();
        MajorUpgrade.finish(directory);
        boolean exists = Cluster.existsIn(directory);
        directory.sweep();
        directory.requireSpace(exists ? SPACE_TO_START : SPACE_FOR_A_NEW_CLUSTER);
        Path binaries = Binaries.in(settings.binaries());
        Mode mode = WalKeeping.mode(settings.backup(), directory, exists);
        Programs programs = new Programs(binaries, directory, mode.environment());
        Cluster cluster = new Cluster(directory, programs, mode);
        cluster.settleWhatWasLeft();
        int port = Port.free(settings.port());
        if (!exists) {
            cluster.create();
        }
        Server server = new Server(directory, port, OwnerPassword.of(directory));
        try {
            cluster.start(port);
            server.prepare();
        } catch (IOException | RuntimeException e) {
            stopAfter(e, cluster);
            throw e;
        }
        LOG.info(
                "数据库已在 127.0.0.1:{} 启动，数据目录 {}，用时 {} 毫秒",
                port,
                directory.path(),
                Duration.ofNanos(System.nanoTime() - began).toMillis());
        return new EmbeddedDatabase(lock, cluster, server);
    }

    private static void stopAfter(Exception failure, Cluster cluster) {
        try {
            cluster.stop();
        } catch (IOException | RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    /** The JDBC address of the database {@code liuhen}. */
    public String url() {
        return server.url(DATABASE);
    }

    public String username() {
        return OWNER;
    }

    public String password() {
        return server.password();
    }

    public int port() {
        return server.port();
    }

    /** For a caller that closes it in an order of its own, also when the JVM ends. */
    public EmbeddedDatabase withoutShutdownHook() {
        removeHook();
        return this;
    }

    /**
     * From now on the server is started again, where it was and with all it holds, whenever its
     * process ends unasked.
     *
     * @param patience how long that is tried; where space is missing, until there is some
     * @param goneForGood told once, with the reason, when it could not be started for so long;
     *     returns at once, and whatever it sets going may close this
     */
    public synchronized void keepRunning(Duration patience, Consumer<CannotStart> goneForGood) {
        if (watchdog != null || closed) {
            throw new IllegalStateException("it is kept running, or closed");
        }
        watchdog = new Watchdog(cluster, server, patience, goneForGood);
        watchdog.start();
    }

    /** Whether there is so little space left that the server cannot go on writing. */
    public boolean isOutOfSpace() {
        return cluster.directory().isFull();
    }

    /** Stops the server and lets go of the directory. A second call does nothing. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        removeHook();
        try (lock) {
            if (watchdog != null) {
                watchdog.end();
            }
            cluster.stop();
            if (cluster.runs()) {
                LOG.error("数据库没有按要求停止，下次启动时会再次停止它");
            }
        } catch (IOException | RuntimeException e) {
            LOG.error("停止数据库时出错，下次启动时会自行恢复", e);
        }
    }

    private void closeAfterClients() {
        long end = System.nanoTime() + PATIENCE_WITH_CLIENTS.toNanos();
        int quiet = 0;
        try {
            // Hooks run side by side: others are still finishing their work on their connections,
            // and a pool may be without any for a moment.
            while (!isClosed() && quiet < 5 && System.nanoTime() < end) {
                quiet = server.clients() == 0 ? quiet + 1 : 0;
                Thread.sleep(100);
            }
        } catch (SQLException e) {
            LOG.debug("no answer; there is nobody to wait for", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        close();
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    private void removeHook() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            LOG.trace("the JVM is ending: the hook runs and finds it closed", e);
        }
    }
}
