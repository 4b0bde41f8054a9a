package org.liuhen.standalone.database;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.liuhen.seal.KeptFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a cluster's write-ahead log is kept: below the directory for backups, in one of the
 * cluster's own. A cluster that was restored writes other segments under the same names, so it gets
 * another directory, and what it came from stays as it is.
 */
final class WalKeeping {
    private static final Logger LOG = LoggerFactory.getLogger(WalKeeping.class);
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final String SCRIPT = "wal.sh";

    private WalKeeping() {}

    /** How a cluster is started where its log is to be kept, and where not. */
    static Mode mode(@Nullable Path backups, DataDirectory directory, boolean exists)
            throws IOException {
        if (backups == null) {
            return Mode.plain();
        }
        if (!DataDirectory.POSIX) {
            throw CannotStart.noShell();
        }
        Path own = exists ? of(directory).orElse(null) : null;
        if (own == null || !backups.equals(own.getParent())) {
            own = begin(backups, directory);
        }
        Path wal = own.resolve("wal");
        if (!Files.isDirectory(wal)) {
            LOG.error("备份目录 {} 不在，日志不能归档，恢复不到此后的时刻；请检查该磁盘是否已经挂载", wal);
        }
        return Mode.keeping(script(directory), wal);
    }

    /** The directory of this cluster's own, if it has had one. */
    static Optional<Path> of(DataDirectory directory) throws IOException {
        Path file = directory.keptIn();
        return Files.exists(file)
                ? Optional.of(Path.of(Files.readString(file).strip()))
                : Optional.empty();
    }

    /** Into a directory that is there: one that is made may lie on a disk that is not mounted. */
    private static Path begin(Path backups, DataDirectory directory) throws IOException {
        if (!Files.isDirectory(backups)) {
            throw CannotStart.noBackupDirectory(backups);
        }
        byte[] random = new byte[2];
        new SecureRandom().nextBytes(random);
        Path own =
                backups.resolve(
                        NAME.format(Instant.now()) + "-" + HexFormat.of().formatHex(random));
        try {
            Files.createDirectories(own.resolve("wal"), Trees.ownerOnly("rwx------"));
            Trees.sync(own);
            Trees.sync(backups);
        } catch (IOException e) {
            throw CannotStart.unusableForBackups(backups, e);
        }
        KeptFile.replace(directory.keptIn(), own + "\n");
        return own;
    }

    /** The script that keeps a segment, as this version has it. */
    private static Path script(DataDirectory directory) throws IOException {
        try (InputStream script = WalKeeping.class.getResourceAsStream(SCRIPT)) {
            if (script == null) {
                throw new IllegalStateException(SCRIPT + " is missing from the program");
            }
            Path file = directory.path().resolve(SCRIPT);
            KeptFile.replace(file, new String(script.readAllBytes(), StandardCharsets.UTF_8));
            return file;
        }
    }
}
