package org.liuhen.witness;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Optional;
import org.liuhen.seal.Malformed;
import org.liuhen.seal.Note;
import org.liuhen.seal.SigningKey;
import org.liuhen.seal.VerifierKey;

/** A witness's directory: its key, the last checkpoint it saw, and what it refused. */
final class Memory {
    private static final String KEY = "witness.key";
    private static final String LAST = "last-checkpoint";

    private final Path directory;

    Memory(Path directory) {
        this.directory = directory;
    }

    /** Makes the witness's key, once. */
    VerifierKey create(String name) throws IOException {
        Files.createDirectories(directory);
        if (Files.exists(directory.resolve(KEY))) {
            throw new Malformed("这里已经有见证方的密钥 / a key is already there: " + directory.resolve(KEY));
        }
        SigningKey key = SigningKey.generate(name, VerifierKey.Kind.WITNESS);
        write(KEY, key.file());
        return key.publicKey();
    }

    SigningKey key() throws IOException {
        return SigningKey.parse(Files.readString(directory.resolve(KEY)));
    }

    Optional<Note> last() throws IOException {
        Path file = directory.resolve(LAST);
        return Files.exists(file)
                ? Optional.of(Note.parse(Files.readString(file)))
                : Optional.empty();
    }

    /** On the disk before anything is signed. */
    void remember(Note seen) throws IOException {
        write(LAST, seen.toString());
    }

    /** Evidence: signed by the log, and irreconcilable with the last checkpoint. */
    Path keepRefused(Note refused) throws IOException {
        String name = "refused-" + Instant.now().toString().replace(':', '-');
        write(name, refused.toString());
        return directory.resolve(name);
    }

    /** Only one process at a time looks, compares and remembers. */
    FileChannel alone() throws IOException {
        FileChannel channel =
                FileChannel.open(
                        directory.resolve("lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
        FileLock lock = channel.lock();
        if (!lock.isValid()) {
            throw new IOException("cannot lock " + directory);
        }
        return channel;
    }

    private void write(String name, String content) throws IOException {
        Path written = Files.createTempFile(directory, name, ".new", ownersOnly());
        Files.writeString(written, content);
        try (FileChannel channel = FileChannel.open(written, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(
                written,
                directory.resolve(name),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    private static FileAttribute<?>[] ownersOnly() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
