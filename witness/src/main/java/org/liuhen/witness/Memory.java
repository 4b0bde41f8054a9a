package org.liuhen.witness;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;
import org.liuhen.seal.KeptFile;
import org.liuhen.seal.Malformed;
import org.liuhen.seal.Note;
import org.liuhen.seal.SigningKey;
import org.liuhen.seal.Succession;
import org.liuhen.seal.VerifierKey;

/** A witness's directory: its key, the last checkpoint it saw, and what it refused. */
final class Memory {
    private static final String KEY = "witness.key";
    private static final String LAST = "last-checkpoint";
    private static final String NEW = "has-seen-nothing-yet";
    private static final String SUCCESSION = "-succession";

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
        KeptFile.create(directory.resolve(KEY), key.file());
        KeptFile.create(directory.resolve(NEW), "还没有见过任何检查点 / has seen no checkpoint yet\n");
        return key.publicKey();
    }

    /** Whether {@link #create} has ever been. */
    boolean isThere() {
        return Files.exists(directory.resolve(KEY));
    }

    SigningKey key() throws IOException {
        return SigningKey.parse(Files.readString(directory.resolve(KEY)));
    }

    /**
     * The last checkpoint it saw.
     *
     * @param first whether it is known to have seen none, though it cannot remember that
     * @throws IOException where it ought to remember one and does not
     */
    Optional<Note> last(boolean first) throws IOException {
        Path file = directory.resolve(LAST);
        if (!Files.exists(file)) {
            if (!first && !Files.exists(directory.resolve(NEW))) {
                throw new IOException(
                        file
                                + " 不见了，请从备份中恢复；确实从未见过这个日志的，请加 --first"
                                + " / the memory is gone; restore it, or say --first");
            }
            return Optional.empty();
        }
        return Optional.of(Note.parse(Files.readString(file)));
    }

    /** What it saw of the log before is kept beside what it will see of its successor. */
    void leave(Note last, Succession succession) throws IOException {
        String name = "log-until-" + succession.at().toString().replace(':', '-');
        KeptFile.replace(directory.resolve(name), last.toString());
        KeptFile.replace(directory.resolve(name + SUCCESSION), succession.toString());
    }

    /** On the disk before anything is signed. */
    void remember(Note seen) throws IOException {
        KeptFile.replace(directory.resolve(LAST), seen.toString());
        Files.deleteIfExists(directory.resolve(NEW));
    }

    /** Evidence: signed by the log, and irreconcilable with the last checkpoint. */
    Path keepRefused(Note refused) throws IOException {
        String name = "refused-" + Instant.now().toString().replace(':', '-');
        KeptFile.create(directory.resolve(name), refused.toString());
        return directory.resolve(name);
    }

    /** The same, and what its first leaf commits to. */
    Path keepRefused(Note refused, Succession succession) throws IOException {
        Path kept = keepRefused(refused);
        KeptFile.create(
                kept.resolveSibling(kept.getFileName() + SUCCESSION), succession.toString());
        return kept;
    }

    /** What an institution has to decide on: once, however often it is looked at. */
    Path keepToBeDecided(Succession begun) throws IOException {
        Path file = directory.resolve("to-decide-" + begun.log().keyId());
        KeptFile.replace(file, begun.toString());
        return file;
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
}
