package org.liuhen.standalone.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * The segments of the write-ahead log that are kept in a directory, compressed, each by its name.
 *
 * @param bytes how long a segment is
 */
record Segments(Path directory, long bytes) {
    private static final Pattern NAME = Pattern.compile("[0-9A-F]{24}");
    private static final String COMPRESSED = ".gz";
    private static final int TIMELINE = 8;
    private static final int FILE = 16;
    private static final int HEX = 16;

    /** The name of the segment after this one. */
    String next(String segment) {
        long log = Long.parseLong(segment.substring(TIMELINE, FILE), HEX);
        long of = Long.parseLong(segment.substring(FILE), HEX) + 1;
        if (of == (1L << Integer.SIZE) / bytes) {
            of = 0;
            log++;
        }
        return segment.substring(0, TIMELINE) + "%08X%08X".formatted(log, of);
    }

    /** What is there of the same timeline, after that one. */
    NavigableSet<String> after(String segment) throws IOException {
        NavigableSet<String> found = new TreeSet<>();
        if (!Files.isDirectory(directory)) {
            return found;
        }
        try (Stream<Path> files = Files.list(directory)) {
            files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.endsWith(COMPRESSED))
                    .map(name -> name.substring(0, name.length() - COMPRESSED.length()))
                    .filter(name -> NAME.matcher(name).matches())
                    .filter(name -> name.startsWith(segment.substring(0, TIMELINE)))
                    .filter(name -> name.compareTo(segment) > 0)
                    .forEach(found::add);
        }
        return found;
    }

    /**
     * The first that is not there, or not whole, though a later one is.
     *
     * @param last of those that are had from elsewhere
     */
    Optional<String> gapAfter(String last) throws IOException {
        NavigableSet<String> kept = after(last);
        String expected = next(last);
        for (String segment : kept) {
            if (!segment.equals(expected) || !isWhole(segment)) {
                return Optional.of(expected);
            }
            expected = next(expected);
        }
        return Optional.empty();
    }

    /**
     * Its end is checked as it is read: a file that was cut short or spoilt does not come there.
     */
    private boolean isWhole(String segment) {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file(segment)))) {
            return in.transferTo(OutputStream.nullOutputStream()) == bytes;
        } catch (IOException _) {
            return false;
        }
    }

    private Path file(String segment) {
        return directory.resolve(segment + COMPRESSED);
    }

    /** Lets go of what is older than that one. */
    int deleteBefore(String segment) throws IOException {
        int deleted = 0;
        for (String older : after(segment.substring(0, TIMELINE) + "0".repeat(FILE))) {
            if (older.compareTo(segment) < 0) {
                Files.delete(file(older));
                deleted++;
            }
        }
        return deleted;
    }
}
