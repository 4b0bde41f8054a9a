package org.liuhen.standalone.database;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What PostgreSQL's programs are told. */
final class Options {
    static final Duration STOP_LIMIT = Duration.ofSeconds(70);

    /** What a committed record rests on. */
    static final List<String> DURABLE = List.of("fsync", "full_page_writes", "synchronous_commit");

    /** Written into postgresql.conf, where whoever runs a larger machine may change them. */
    private static final Map<String, String> ADJUSTABLE =
            Map.of(
                    "max_connections", "100",
                    "shared_buffers", "128MB",
                    "wal_level", "replica",
                    "timezone", "UTC",
                    "log_timezone", "UTC",
                    "password_encryption", "scram-sha-256");

    private Options() {}

    static List<String> init(Path cluster, DataDirectory directory) {
        List<String> told = new ArrayList<>();
        told.addAll(List.of("-D", cluster.toString(), "-U", EmbeddedDatabase.OWNER));
        told.addAll(List.of("--encoding=UTF8", "--locale=C", "--data-checksums"));
        told.addAll(List.of("--auth=scram-sha-256", "--pwfile=" + directory.password()));
        new TreeMap<>(ADJUSTABLE).forEach((name, value) -> told.addAll(set(name, value)));
        return told;
    }

    /**
     * On the command line stands what no file may change: it goes before postgresql.conf and ALTER
     * SYSTEM. No socket in /tmp, no address but the machine's own.
     */
    static List<String> start(DataDirectory directory, int port, Mode mode) {
        List<String> server = new ArrayList<>();
        DURABLE.forEach(name -> server.addAll(set(name, "on")));
        server.addAll(set("port", Integer.toString(port)));
        server.addAll(set("listen_addresses", "127.0.0.1"));
        server.addAll(set("unix_socket_directories", ""));
        server.addAll(mode.options());
        List<String> told = new ArrayList<>(List.of("start", "-w"));
        told.addAll(List.of("-t", Long.toString(mode.patience().toSeconds())));
        told.addAll(List.of("-D", directory.cluster().toString()));
        told.addAll(List.of("-l", directory.log().toString()));
        told.addAll(List.of("-o", String.join(" ", server)));
        return told;
    }

    static List<String> stop(DataDirectory directory, String mode) {
        return List.of("stop", "-w", "-t", "60", "-m", mode, "-D", directory.cluster().toString());
    }

    static List<String> set(String name, String value) {
        return List.of("-c", name + "=" + value);
    }
}
