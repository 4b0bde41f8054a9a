package org.liuhen.topology;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.liuhen.database.FreePort;
import org.liuhen.standalone.database.EmbeddedDatabase;
import org.liuhen.standalone.database.EmbeddedSettings;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A PostgreSQL of its own. */
final class Database implements Part {
    private final Kind kind;
    private final Path directory;
    private final EmbeddedSettings settings;
    private EmbeddedDatabase server;
    private boolean running;

    Database(Kind kind, Path directory, Path binaries) {
        this.kind = kind;
        this.directory = directory;
        this.settings =
                EmbeddedSettings.in(directory).withPort(FreePort.next()).withBinaries(binaries);
    }

    @Override
    public Kind kind() {
        return kind;
    }

    @Override
    public void start() {
        server = EmbeddedDatabase.open(settings).withoutShutdownHook();
        running = true;
    }

    @Override
    public boolean works() {
        return sql().sql("SELECT 1").query(Integer.class).single() == 1;
    }

    @Override
    public void kill() {
        if (running) {
            running = false;
            ProcessHandle.of(postmaster()).ifPresent(Processes::kill);
            server.close(); // what is left of it is the lock on its directory
        }
    }

    private long postmaster() {
        try (Stream<Path> files =
                Files.find(directory, 3, (p, _) -> p.endsWith("postmaster.pid"))) {
            return Long.parseLong(Files.readAllLines(files.findFirst().orElseThrow()).getFirst());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As its owner. */
    JdbcClient sql() {
        return at(server.url());
    }

    /** The same in another database beside it. */
    JdbcClient sql(String name) {
        return at(beside(name));
    }

    private JdbcClient at(String url) {
        return JdbcClient.create(
                new DriverManagerDataSource(url, server.username(), server.password()));
    }

    private String beside(String name) {
        return server.url().replaceFirst("[^/]+$", name);
    }

    /** An empty database beside it, for an application: its settings. */
    Map<String, Object> another(String name) {
        sql().sql("CREATE DATABASE " + name).update();
        Map<String, Object> all = new HashMap<>(settings("liuhen.database."));
        all.put("liuhen.database.url", beside(name));
        return all;
    }

    /** For an application. */
    Map<String, Object> settings(String prefix) {
        return Map.of(
                prefix + "url", server.url(),
                prefix + "username", server.username(),
                prefix + "password", server.password(),
                prefix + "pool-size", 8);
    }
}
