package org.liuhen.standalone.database;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.regex.Pattern;
import org.liuhen.standalone.database.CannotStart.Reason;

/** The directory that is kept, and what lies in it. */
record DataDirectory(Path path) {
    private static final long SPACE_TO_GO_ON = 32L << 20;
    private static final String UNFINISHED = "unfinished-";

    /** The server is started through a shell, which would read these in double quotes. */
    private static final Pattern ODD = Pattern.compile("[\"$`\n\r]|[\\\\]");

    static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    /** Makes the directory when missing, for its owner alone, and refuses one that is no use. */
    static DataDirectory at(Path path) {
        if (ODD.matcher(POSIX ? path.toString() : path.toString().replace('\\', '/')).find()) {
            throw CannotStart.oddName(path);
        }
        if (Files.exists(path) && !Files.isDirectory(path)) {
            throw CannotStart.notADirectory(path);
        }
        if (Files.exists(path.resolve("PG_VERSION"))) {
            throw CannotStart.foreignCluster(path);
        }
        try {
            if (!Files.isDirectory(path)) {
                Files.createDirectories(path, Trees.ownerOnly("rwx------"));
            }
            return new DataDirectory(path);
        } catch (IOException e) {
            throw CannotStart.unusable(path, e.toString(), e);
        }
    }

    static void restrict(Path file) throws IOException {
        if (POSIX) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
    }

    Path cluster() {
        return path.resolve("postgres");
    }

    Path log() {
        return path.resolve("postgres.log");
    }

    /** Names the directory that the write-ahead log is kept in. */
    Path keptIn() {
        return path.resolve("backup-directory");
    }

    Path password() {
        return path.resolve("postgres.password");
    }

    /** For what is renamed into its place when it is whole, or is not kept at all. */
    Path unfinishedFile() throws IOException {
        return Files.createTempFile(path, UNFINISHED, "", Trees.ownerOnly("rw-------"));
    }

    Path unfinishedDirectory() throws IOException {
        return Files.createTempDirectory(path, UNFINISHED, Trees.ownerOnly("rwx------"));
    }

    /** Clears away what starts that were cut short have left. */
    void sweep() throws IOException {
        Trees.deleteLeftovers(path, UNFINISHED, Duration.ZERO);
    }

    void requireSpace(long bytes) throws IOException {
        if (Files.getFileStore(path).getUsableSpace() < bytes) {
            throw CannotStart.diskFull(path);
        }
    }

    /** Whether the server cannot go on: it writes its log ahead in files of 16 MiB. */
    boolean isFull() {
        try {
            return Files.getFileStore(path).getUsableSpace() < SPACE_TO_GO_ON;
        } catch (IOException e) {
            return false; // not known, and then something else is the matter
        }
    }

    /** What an error of the file system means to whoever has to mend it. */
    CannotStart explain(IOException error) {
        CannotStart told = Diagnosis.of(String.valueOf(error.getMessage()), this, 0);
        return told.reason() == Reason.DISK_FULL
                ? told
                : CannotStart.unusable(path, error.toString(), error);
    }
}
