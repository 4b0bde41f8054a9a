package org.liuhen.standalone.database;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where the database lives and where it listens.
 *
 * @param dataDirectory everything that has to be kept and backed up; made when missing
 * @param port on 127.0.0.1; 0 takes any free one
 * @param binaries where PostgreSQL's programs are unpacked, about 75 MB that can be made again
 * @param backup where the write-ahead log is kept as it grows; absent where nobody asked for it
 */
public record EmbeddedSettings(Path dataDirectory, int port, Path binaries, @Nullable Path backup) {
    /** The port when none is set: not PostgreSQL's own, which a server beside us may hold. */
    public static final int DEFAULT_PORT = 15432;

    public EmbeddedSettings {
        if (port < 0 || port > 65535) {
            throw CannotStart.portOutOfRange(port);
        }
        dataDirectory = dataDirectory.toAbsolutePath().normalize();
        binaries = binaries.toAbsolutePath().normalize();
        backup = backup == null ? null : backup.toAbsolutePath().normalize();
    }

    /** The directory {@code ./data} and port 15432. */
    public static EmbeddedSettings defaults() {
        return in(Path.of("data"));
    }

    /**
     * A directory with the programs inside it: only its owner can write there, so nobody else can
     * slip in a program, as they could below a common {@code /tmp}.
     */
    public static EmbeddedSettings in(Path dataDirectory) {
        return new EmbeddedSettings(
                dataDirectory, DEFAULT_PORT, dataDirectory.resolve("binaries"), null);
    }

    public EmbeddedSettings withPort(int other) {
        return new EmbeddedSettings(dataDirectory, other, binaries, backup);
    }

    public EmbeddedSettings withBinaries(Path other) {
        return new EmbeddedSettings(dataDirectory, port, other, backup);
    }

    public EmbeddedSettings withBackup(@Nullable Path other) {
        return new EmbeddedSettings(dataDirectory, port, binaries, other);
    }
}
