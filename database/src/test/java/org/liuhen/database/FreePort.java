package org.liuhen.database;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;

/**
 * A TCP port that a test gives to a server which starts later, or starts again. Nobody else is
 * given it meanwhile: it lies below the ports that the system gives to connections, and this JVM
 * holds a lock on its byte of a file that all tests of this user share.
 */
public final class FreePort {
    private static final int FIRST = 10_000;

    /** From here on the system gives ports to connections. */
    private static final int END = firstOfTheSystem();

    private static final FileChannel TAKEN = open();
    private static final Random RANDOM = new Random();

    private FreePort() {}

    /** One that is this JVM's until it ends. */
    public static int next() {
        while (true) {
            int port = RANDOM.nextInt(FIRST, END);
            if (isLocked(port) && nobodyListensOn(port)) {
                return port;
            }
        }
    }

    /** As Linux says; elsewhere these begin later. */
    private static int firstOfTheSystem() {
        Path range = Path.of("/proc/sys/net/ipv4/ip_local_port_range");
        int first = Files.exists(range) ? firstOf(range) : 32_768;
        if (first <= FIRST) {
            throw new IllegalStateException(
                    "the system gives connections all ports from %d on, so none can be kept for a test"
                            .formatted(first));
        }
        return first;
    }

    /** Such a file is read at once: the system answers a second read of it with nothing. */
    private static int firstOf(Path range) {
        try (BufferedReader file = Files.newBufferedReader(range)) {
            return Integer.parseInt(file.readLine().strip().split("\\s+")[0]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isLocked(int port) {
        try {
            return TAKEN.tryLock(port, 1, false) != null;
        } catch (OverlappingFileLockException _) {
            return false; // this JVM has given it already
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean nobodyListensOn(int port) {
        try (ServerSocket _ = new ServerSocket(port)) {
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    private static FileChannel open() {
        Path file =
                Path.of(
                        System.getProperty("java.io.tmpdir"),
                        "liuhen-ports-of-" + System.getProperty("user.name"));
        try {
            return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
