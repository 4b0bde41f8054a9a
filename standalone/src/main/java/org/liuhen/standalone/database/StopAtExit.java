package org.liuhen.standalone.database;

import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A server that is at work for a while: it does not outlive a program that is ended meanwhile. */
final class StopAtExit implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StopAtExit.class);

    private final Thread hook;

    StopAtExit(Cluster cluster) {
        hook = new Thread(() -> stop(cluster), "liuhen-database-stop");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private static void stop(Cluster cluster) {
        try {
            cluster.stop();
        } catch (IOException | RuntimeException e) {
            LOG.error("停止数据库时出错：{}", cluster.directory().path(), e);
        }
    }

    /** The caller has stopped it. */
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            LOG.trace("the JVM is ending: the hook runs and finds it stopped", e);
        }
    }
}
