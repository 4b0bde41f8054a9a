package org.liuhen.standalone.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Directories as a whole, and how they are made and kept. */
public final class Trees {
    private static final Logger LOG = LoggerFactory.getLogger(Trees.class);

    private Trees() {}

    /** Permissions of what is made; nothing on Windows, where the directory's own are inherited. */
    public static FileAttribute<?>[] ownerOnly(String permissions) {
        return DataDirectory.POSIX
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    /** A new name in a directory is on the disk only when the directory is. */
    public static void sync(Path directory) throws IOException {
        if (DataDirectory.POSIX) {
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    /** Deletes what a start that was cut short has left; links are not followed. */
    public static void delete(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** As {@link #delete}, for all whose name starts so; one that somebody still writes stays. */
    static void deleteLeftovers(Path parent, String start, Duration age) throws IOException {
        FileTime before = FileTime.from(Instant.now().minus(age));
        List<Path> found;
        try (Stream<Path> files = Files.list(parent)) {
            found = files.filter(f -> f.getFileName().toString().startsWith(start)).toList();
        }
        for (Path left : found) {
            try {
                if (Files.getLastModifiedTime(left).compareTo(before) <= 0) {
                    delete(left);
                }
            } catch (IOException e) {
                LOG.warn("无法清理 {}", left, e);
            }
        }
    }

    static boolean isEmpty(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.findAny().isEmpty();
        }
    }
}
