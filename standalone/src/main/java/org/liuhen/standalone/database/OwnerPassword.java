package org.liuhen.standalone.database;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The password of the database's owner, drawn once. Every account of the machine can reach a port
 * of 127.0.0.1, so the port alone protects nothing.
 */
final class OwnerPassword {
    private OwnerPassword() {}

    /** Reads the password of a cluster that exists. */
    static String of(DataDirectory directory) throws IOException {
        Path file = directory.password();
        if (!Files.isRegularFile(file)) {
            throw CannotStart.passwordLost(file);
        }
        DataDirectory.restrict(file);
        String password = Files.readString(file).strip();
        if (password.isEmpty()) {
            throw CannotStart.passwordLost(file);
        }
        return password;
    }

    /**
     * Draws the password of a cluster to be made. One that is there stays: a cluster that was away,
     * on a disk not mounted, may come back and will ask for it.
     */
    static void drawWhenMissing(DataDirectory directory) throws IOException {
        Path kept = directory.password();
        if (Files.isRegularFile(kept) && !Files.readString(kept).isBlank()) {
            return;
        }
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        String password = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        Path fresh = directory.unfinishedFile();
        try (FileChannel channel = FileChannel.open(fresh, WRITE)) {
            channel.write(ByteBuffer.wrap((password + "\n").getBytes(StandardCharsets.US_ASCII)));
            channel.force(true);
        }
        Files.move(fresh, kept, ATOMIC_MOVE);
        Trees.sync(directory.path());
    }
}
