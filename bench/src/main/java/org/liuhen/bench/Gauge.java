package org.liuhen.bench;

import java.time.Duration;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What a block used: figures that other work on the machine disturbs far less than it does the
 * clock.
 */
final class Gauge {
    private final JdbcClient database;
    private final ProcessHandle postmaster;

    Gauge(JdbcClient database) {
        this.database = database;
        long pid =
                database.sql(
                                "SELECT split_part(pg_read_file('postmaster.pid'), chr(10), 1)::bigint")
                        .query(Long.class)
                        .single();
        this.postmaster = ProcessHandle.of(pid).orElseThrow();
    }

    /**
     * Used so far, or between two readings.
     *
     * @param java CPU time of this process
     * @param database CPU time of the database's processes that live
     * @param log bytes of write-ahead log
     */
    record Usage(Duration java, Duration database, long log) {
        Usage since(Usage earlier) {
            return new Usage(
                    java.minus(earlier.java), database.minus(earlier.database), log - earlier.log);
        }
    }

    Usage read() {
        long log =
                database.sql("SELECT pg_current_wal_insert_lsn() - '0/0'::pg_lsn")
                        .query(Long.class)
                        .single();
        return new Usage(cpu(Stream.of(ProcessHandle.current())), cpu(postmaster.children()), log);
    }

    private static Duration cpu(Stream<ProcessHandle> processes) {
        return processes
                .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }
}
