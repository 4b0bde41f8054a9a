package org.liuhen.standalone.database;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** PostgreSQL's programs for this machine, unpacked once per version into a directory. */
final class Binaries {
    private static final Logger LOG = LoggerFactory.getLogger(Binaries.class);

    private Binaries() {}

    /** Returns where the programs are. The name is the archive's digest: a new version is apart. */
    static Path in(Path parent) throws IOException {
        byte[] archive = archive();
        Path target = parent.resolve("postgres-" + digest(archive));
        if (!Files.isDirectory(target)) {
            LOG.info("首次启动：正在把自带的 PostgreSQL 展开到 {}", target);
            unpack(archive, parent, target);
        }
        return target;
    }

    /** Beside its place, then renamed: a start that is cut short leaves no half set of programs. */
    private static void unpack(byte[] archive, Path parent, Path target) throws IOException {
        Files.createDirectories(parent, Trees.ownerOnly("rwx------"));
        Trees.deleteLeftovers(parent, "unpacking-", Duration.ofHours(1));
        Path fresh = Files.createTempDirectory(parent, "unpacking-");
        try {
            Archive.unpack(new ByteArrayInputStream(archive), fresh);
            Files.move(fresh, target, ATOMIC_MOVE);
            Trees.sync(parent);
        } catch (IOException e) {
            Trees.delete(fresh);
            // Another process was faster; then there is nothing left to do.
            if (!Files.isDirectory(target)) {
                throw e;
            }
        }
    }

    private static byte[] archive() throws IOException {
        String system = system(System.getProperty("os.name", ""));
        String machine = System.getProperty("os.arch", "");
        try (InputStream found =
                DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, machine)) {
            return found.readAllBytes();
        } catch (IllegalStateException | UnsupportedOperationException e) {
            CannotStart unknown = CannotStart.unknownPlatform(system, machine);
            unknown.addSuppressed(e);
            throw unknown;
        }
    }

    private static String system(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.startsWith("mac")) {
            return "Darwin";
        }
        return lower.startsWith("windows") ? "Windows" : name;
    }

    private static String digest(byte[] archive) {
        try {
            byte[] sum = MessageDigest.getInstance("SHA-256").digest(archive);
            return HexFormat.of().formatHex(sum, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
