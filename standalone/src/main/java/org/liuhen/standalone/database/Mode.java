package org.liuhen.standalone.database;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a server does besides serving. Names of directories reach the commands that PostgreSQL runs
 * by the environment, so that no shell reads them otherwise.
 *
 * @param options of the server, for its command line
 * @param environment what its commands find there
 * @param patience how long it may take to start
 */
record Mode(List<String> options, Map<String, String> environment, Duration patience) {
    /** Where segments are kept: see {@code wal.sh}. */
    private static final String WAL = "LIUHEN_WAL";

    /**
     * As PostgreSQL reads a moment before it knows the names of zones, with all it can tell apart.
     */
    private static final DateTimeFormatter TARGET =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS'+00'").withZone(ZoneOffset.UTC);

    private static final Duration TO_START = Duration.ofMinutes(10);
    private static final Duration TO_RECOVER = Duration.ofDays(2);

    Mode {
        options = List.copyOf(options);
        environment = Map.copyOf(environment);
    }

    static Mode plain() {
        return new Mode(List.of(), Map.of(), TO_START);
    }

    /** Whoever signs in changes nothing. */
    static Mode reading() {
        return new Mode(Options.set("default_transaction_read_only", "on"), Map.of(), TO_START);
    }

    /** Each segment of the write-ahead log is kept when it is full, or a minute after it began. */
    static Mode keeping(Path script, Path wal) {
        List<String> options = new ArrayList<>();
        options.addAll(Options.set("archive_mode", "on"));
        options.addAll(Options.set("archive_timeout", "60"));
        options.addAll(Options.set("archive_command", "'sh \"$LIUHEN_KEEP\" %p %f'"));
        return new Mode(
                options, Map.of("LIUHEN_KEEP", script.toString(), WAL, wal.toString()), TO_START);
    }

    /**
     * The kept segments are gone through, to their end or to a moment; then the server serves. It
     * takes nobody in before.
     */
    static Mode recovering(Path wal, @Nullable Instant to) {
        List<String> options = new ArrayList<>();
        options.addAll(Options.set("archive_mode", "off"));
        options.addAll(Options.set("hot_standby", "off"));
        options.addAll(
                Options.set("restore_command", "'gunzip -c \"$LIUHEN_WAL/%f.gz\" > \"%p\"'"));
        options.addAll(Options.set("recovery_target_timeline", "current"));
        options.addAll(Options.set("recovery_target_action", "promote"));
        if (to != null) {
            options.addAll(Options.set("recovery_target_time", "'" + TARGET.format(to) + "'"));
        }
        return new Mode(options, Map.of(WAL, wal.toString()), TO_RECOVER);
    }
}
