package org.liuhen.standalone.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A database that an earlier release made with another major version of PostgreSQL. It is served by
 * that version's own programs, to be read and not written.
 */
final class OlderDatabase implements AutoCloseable {
    private static final Pattern VERSION = Pattern.compile("\\(PostgreSQL\\) (\\d+)");

    private final Cluster cluster;
    private final Server server;
    private final StopAtExit atExit;

    private OlderDatabase(Cluster cluster, Server server, StopAtExit atExit) {
        this.cluster = cluster;
        this.server = server;
        this.atExit = atExit;
    }

    /**
     * Starts it.
     *
     * @param programs where the programs of several versions lie, each in a directory of its own
     */
    static OlderDatabase open(DataDirectory directory, String major, Path programs)
            throws IOException {
        Programs own =
                new Programs(
                        find(directory, major, programs), directory, Mode.reading().environment());
        Cluster cluster = new Cluster(directory, own, Mode.reading());
        cluster.settleWhatWasLeft();
        int port = Port.free(0);
        Server server = new Server(directory, port, OwnerPassword.of(directory));
        StopAtExit atExit = new StopAtExit(cluster);
        try {
            cluster.start(port);
            server.prepare();
            return new OlderDatabase(cluster, server, atExit);
        } catch (IOException | RuntimeException e) {
            cluster.stop();
            atExit.close();
            throw e;
        }
    }

    private static Path find(DataDirectory directory, String major, Path programs)
            throws IOException {
        List<Path> all;
        try (Stream<Path> found = Files.exists(programs) ? Files.list(programs) : Stream.empty()) {
            all = found.sorted().toList();
        }
        for (Path each : all) {
            if (major(directory, each).filter(major::equals).isPresent()) {
                return each;
            }
        }
        throw CannotStart.programsMissing(major, programs);
    }

    private static Optional<String> major(DataDirectory directory, Path programs)
            throws IOException {
        if (!Files.exists(programs.resolve("bin").resolve("postgres"))) {
            return Optional.empty();
        }
        Programs.Outcome told =
                new Programs(programs, directory, Mode.plain().environment())
                        .run(Options.STOP_LIMIT, "postgres", List.of("--version"));
        Matcher version = VERSION.matcher(told.output());
        return version.find() ? Optional.of(version.group(1)) : Optional.empty();
    }

    /** The JDBC address of its database. */
    String url() {
        return server.url(EmbeddedDatabase.DATABASE);
    }

    @Override
    public void close() throws IOException {
        cluster.stop();
        atExit.close();
    }
}
