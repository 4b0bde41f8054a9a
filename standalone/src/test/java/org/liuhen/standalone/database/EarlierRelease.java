package org.liuhen.standalone.database;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipFile;

/**
 * A data directory as a release leaves it whose PostgreSQL is of an earlier major version, and that
 * server at work.
 */
public final class EarlierRelease implements AutoCloseable {
    /** What the build lays beside the tests. */
    private static final Path PROGRAMS = Path.of("target", "earlier-postgres.jar");

    public static final String MAJOR = "17";

    private final Cluster cluster;
    private final Server server;

    private EarlierRelease(Cluster cluster, Server server) {
        this.cluster = cluster;
        this.server = server;
    }

    /** Made and started. */
    public static EarlierRelease in(Path data) throws IOException {
        DataDirectory directory = DataDirectory.at(data);
        Path binaries = data.resolve("binaries").resolve("postgres-of-old");
        try (ZipFile jar = new ZipFile(PROGRAMS.toFile());
                InputStream archive =
                        jar.getInputStream(jar.getEntry("postgres-linux-x86_64.txz"))) {
            Archive.unpack(archive, Files.createDirectories(binaries));
        }
        Mode mode = Mode.plain();
        Cluster cluster =
                new Cluster(directory, new Programs(binaries, directory, mode.environment()), mode);
        cluster.create();
        int port = Port.free(0);
        cluster.start(port);
        Server server = new Server(directory, port, OwnerPassword.of(directory));
        server.prepare();
        return new EarlierRelease(cluster, server);
    }

    /** For a Liuhen that uses it as another PostgreSQL. */
    public String[] settings() {
        return new String[] {
            "--liuhen.database.url=" + server.url(EmbeddedDatabase.DATABASE),
            "--liuhen.database.username=" + EmbeddedDatabase.OWNER,
            "--liuhen.database.password=" + server.password(),
            "--liuhen.seal.directory=" + cluster.directory().path().resolve("seal")
        };
    }

    @Override
    public void close() throws IOException {
        cluster.stop();
    }
}
