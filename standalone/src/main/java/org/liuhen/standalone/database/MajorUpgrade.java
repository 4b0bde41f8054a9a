package org.liuhen.standalone.database;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.liuhen.seal.KeptFile;

/**
 * Takes a database that another major version of PostgreSQL made into one of this program's. Its
 * files cannot be opened, and no {@code pg_upgrade} comes along: it is served once more by its own
 * programs, and what it holds is copied. The old one is not written, and stays beside the new.
 */
public final class MajorUpgrade {
    private static final String BESIDE = "upgrading";
    private static final String WHOLE = "whole";

    private final EmbeddedSettings settings;
    private final DataDirectory directory;

    private MajorUpgrade(EmbeddedSettings settings, DataDirectory directory) {
        this.settings = settings;
        this.directory = directory;
    }

    /** Of the database in this data directory. */
    public static MajorUpgrade of(EmbeddedSettings settings) {
        return new MajorUpgrade(settings, DataDirectory.at(settings.dataDirectory()));
    }

    /** How the one is reached, and the other; both as the owner, with the same password. */
    public record Both(String from, String into, String username, String password) {}

    /** What is done while both are served. */
    public interface Copy<T> {
        T between(Both both) throws SQLException, IOException;
    }

    /** The major version that the database was made with; empty where there is none. */
    public Optional<String> found() throws IOException {
        Path version = directory.cluster().resolve("PG_VERSION");
        return Files.exists(version)
                ? Optional.of(Files.readString(version).strip())
                : Optional.empty();
    }

    /** The major version that this program has. */
    public static String own() {
        return Cluster.MAJOR;
    }

    /** Where the old one lies afterwards. */
    public Path keptAs(String major) {
        return directory.path().resolve("postgres-" + major);
    }

    /**
     * Makes the new one, has it filled, and puts it in the old one's place.
     *
     * @param programs where the programs of the old version lie
     * @throws CannotStart where one of them does not start; then nothing has changed
     */
    public <T> T run(String major, Path programs, Copy<T> copy) throws SQLException, IOException {
        try (DirectoryLock _ = DirectoryLock.take(directory.path())) {
            Path beside = directory.path().resolve(BESIDE);
            if (Files.exists(beside)) {
                Trees.delete(beside);
            }
            Files.createDirectory(beside, Trees.ownerOnly("rwx------"));
            try {
                T done = fill(major, programs, new DataDirectory(beside), copy);
                KeptFile.create(beside.resolve(WHOLE), Instant.now() + "\n");
                Trees.sync(beside);
                exchange(major);
                return done;
            } finally {
                if (Files.exists(directory.cluster()) && Files.exists(beside)) {
                    Trees.delete(beside);
                }
            }
        }
    }

    private void exchange(String major) throws IOException {
        Files.move(directory.cluster(), keptAs(major), ATOMIC_MOVE);
        try {
            finish(directory);
        } catch (IOException | RuntimeException e) {
            if (!Files.exists(directory.cluster())) {
                Files.move(keptAs(major), directory.cluster(), ATOMIC_MOVE);
            }
            throw e;
        }
    }

    /**
     * Ends an upgrade that the machine stopped before its last step; tells whether there was one.
     */
    public boolean finishWhatWasCutShort() throws IOException {
        try (DirectoryLock _ = DirectoryLock.take(directory.path())) {
            boolean before = Files.exists(directory.cluster());
            finish(directory);
            return !before && Files.exists(directory.cluster());
        }
    }

    private <T> T fill(String major, Path programs, DataDirectory beside, Copy<T> copy)
            throws SQLException, IOException {
        KeptFile.create(beside.password(), OwnerPassword.of(directory) + "\n");
        try (OlderDatabase old = OlderDatabase.open(directory, major, programs);
                EmbeddedDatabase fresh =
                        EmbeddedDatabase.open(
                                EmbeddedSettings.in(beside.path())
                                        .withPort(0)
                                        .withBinaries(settings.binaries()))) {
            return copy.between(
                    new Both(old.url(), fresh.url(), fresh.username(), fresh.password()));
        }
    }

    /**
     * Puts the new one into the place that the old one has left. Where the machine stopped between
     * the two, the next start does it.
     */
    static void finish(DataDirectory directory) throws IOException {
        DataDirectory beside = new DataDirectory(directory.path().resolve(BESIDE));
        if (Files.exists(directory.cluster()) || !Files.exists(beside.path().resolve(WHOLE))) {
            return;
        }
        // It writes other segments of the log under the old one's names, so they go elsewhere.
        Files.deleteIfExists(directory.keptIn());
        Files.move(beside.cluster(), directory.cluster(), ATOMIC_MOVE);
        Trees.sync(directory.path());
        Trees.delete(beside.path());
    }
}
