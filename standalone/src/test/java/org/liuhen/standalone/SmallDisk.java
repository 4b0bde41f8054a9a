package org.liuhen.standalone;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file system of its own that can be filled, where this machine lets one be mounted. */
final class SmallDisk implements AutoCloseable {
    static final String CANNOT =
            "no file system can be mounted here (it takes root and a kernel that allows it): what a full disk does is not tried";

    private static final int BLOCK = 1 << 16;

    private final Path place;

    private SmallDisk(Path place) {
        this.place = place;
    }

    /** Whether that is allowed here. */
    static boolean isPossible() {
        try {
            Path place = Files.createTempDirectory("liuhen-disk");
            try {
                mounted(place, 1).close();
                return true;
            } catch (IOException e) {
                return false;
            } finally {
                Files.delete(place);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An empty one in an existing directory. */
    static SmallDisk mounted(Path place, int mebibytes) throws IOException {
        run("mount", "-t", "tmpfs", "-o", "size=" + mebibytes + "m", "tmpfs", place.toString());
        return new SmallDisk(place);
    }

    /** Leaves no byte. */
    void fill() throws IOException {
        byte[] block = new byte[BLOCK];
        try (OutputStream filler = Files.newOutputStream(filler())) {
            while (true) {
                filler.write(block);
            }
        } catch (IOException full) {
            if (Files.getFileStore(place).getUsableSpace() > BLOCK) {
                throw full;
            }
        }
    }

    /** Gives back what filled it. */
    void free() throws IOException {
        Files.delete(filler());
    }

    private Path filler() {
        return place.resolve("filler");
    }

    @Override
    public void close() throws IOException {
        run("umount", "-l", place.toString());
    }

    private static void run(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.onExit().join().exitValue() != 0) {
            throw new IOException(String.join(" ", command) + ": " + said);
        }
    }
}
