package org.liuhen.command.seal;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.liuhen.access.StartRefused;
import org.liuhen.seal.Checkpoint;
import org.liuhen.seal.KeptFile;
import org.liuhen.seal.Malformed;
import org.liuhen.seal.Note;
import org.liuhen.seal.SigningKey;
import org.liuhen.seal.Succession;
import org.liuhen.seal.VerifierKey;

/**
 * What the log keeps outside the database: its key, and the last checkpoint it signed, by which it
 * notices that the database has gone back behind it.
 */
final class KeyFile {
    private static final String KEY = "log.key";
    private static final String LAST = "last-checkpoint";
    private static final String NEXT = "log.key.next";

    /** Left by a restore: what the log remembers may be ahead of the database that came back. */
    private static final String RESTORED = "restored";

    private final SealSettings settings;

    KeyFile(SealSettings settings) {
        this.settings = settings;
    }

    /**
     * Reads the key, or makes it where there is nothing sealed yet.
     *
     * @throws StartRefused where the key of a log that has sealed something is gone, is another
     *     log's, or cannot be read
     */
    SigningKey open(boolean sealedBefore) {
        Path file = settings.directory().resolve(KEY);
        requireMemoryAfterARestore();
        try {
            if (!Files.exists(file)) {
                if (sealedBefore) {
                    throw new StartRefused(
                            "封存日志的密钥文件 %s 不见了。".formatted(file),
                            "请从备份中恢复该文件；确已丢失的，请照 docs/keys.md 另立一个日志。");
                }
                make(file);
            }
            SigningKey key = SigningKey.parse(Files.readString(file));
            if (!key.publicKey().name().equals(settings.origin())) {
                throw new StartRefused(
                        "密钥文件 %s 属于“%s”，而 liuhen.seal.origin 是“%s”。"
                                .formatted(file, key.publicKey().name(), settings.origin()),
                        "请改正其中之一；已经另立了新日志的，请把它的 log.key 复制到这里；要另立的，请照 docs/keys.md 的步骤。");
            }
            return key;
        } catch (Malformed e) {
            throw unusable(file, e.in(Locale.CHINESE));
        } catch (IOException e) {
            throw unusable(file, String.valueOf(e.getMessage()));
        }
    }

    /** Without it the log could sign others in the place of what it signed and was lost. */
    private void requireMemoryAfterARestore() {
        Path directory = settings.directory();
        if (Files.exists(directory.resolve(RESTORED)) && !Files.exists(directory.resolve(LAST))) {
            throw new StartRefused(
                    "数据库是恢复出来的，而 %s 中没有 %s：不知道日志已经签发到哪里。".formatted(directory, LAST),
                    "请把原来的 %s 放回；没有了的，取各见证单位目录中最大的一份（第二行的数字），见 docs/keys.md。".formatted(LAST));
        }
    }

    private static StartRefused unusable(Path file, String why) {
        return new StartRefused(
                "封存日志的密钥文件 %s 不能读写：%s".formatted(file, why),
                "请检查 liuhen.seal.directory 所指的目录、文件内容和权限。");
    }

    /** Of several that start at the same time one makes it, and all take that one. */
    private void make(Path file) throws IOException {
        Files.createDirectories(settings.directory());
        try {
            KeptFile.create(
                    file, SigningKey.generate(settings.origin(), VerifierKey.Kind.LOG).file());
        } catch (FileAlreadyExistsException _) {
            // the other's is as good
        }
    }

    /** The public part of the key that is there, whichever log's it is. */
    Optional<VerifierKey> present() throws IOException {
        return key(KEY).map(SigningKey::publicKey);
    }

    private Optional<SigningKey> key(String name) throws IOException {
        Path file = settings.directory().resolve(name);
        return Files.exists(file)
                ? Optional.of(SigningKey.parse(Files.readString(file)))
                : Optional.empty();
    }

    /** The key of a log that is about to begin: it lies beside the present one until it has. */
    VerifierKey next() throws IOException {
        Files.createDirectories(settings.directory());
        SigningKey key = SigningKey.generate(settings.origin(), VerifierKey.Kind.LOG);
        KeptFile.replace(settings.directory().resolve(NEXT), key.file());
        return key.publicKey();
    }

    /**
     * Takes the key of the log that began. The key and the memory of the log before are kept under
     * other names. It may be cut short anywhere and be done again; where the key was brought from
     * another machine, only the memory is put aside.
     */
    void take(Succession begun) throws IOException {
        Optional<SigningKey> next = key(NEXT).filter(key -> key.publicKey().equals(begun.log()));
        if (next.isPresent() && !isKeyOf(begun.log())) {
            putAside(KEY, begun);
            KeptFile.replace(settings.directory().resolve(KEY), next.get().file());
        }
        if (isKeyOf(begun.log()) && last().filter(it -> isOf(begun.before(), it)).isPresent()) {
            putAside(LAST, begun);
        }
        if (next.isPresent()) {
            Files.delete(settings.directory().resolve(NEXT));
        }
    }

    private boolean isKeyOf(VerifierKey log) throws IOException {
        return present().filter(log::equals).isPresent();
    }

    private static boolean isOf(VerifierKey log, Note checkpoint) {
        return Checkpoint.parse(checkpoint.text()).origin().equals(log.name());
    }

    private void putAside(String file, Succession begun) throws IOException {
        Path there = settings.directory().resolve(file);
        if (Files.exists(there)) {
            String name = file + ".until-" + begun.at().toString().replace(':', '-');
            Files.move(there, settings.directory().resolve(name));
        }
    }

    /** What was signed last, as far as this machine remembers. */
    Optional<Note> last() throws IOException {
        Path file = settings.directory().resolve(LAST);
        return Files.exists(file)
                ? Optional.of(Note.parse(Files.readString(file)))
                : Optional.empty();
    }

    void remember(Note signed) throws IOException {
        Files.createDirectories(settings.directory());
        KeptFile.replace(settings.directory().resolve(LAST), signed.toString());
        Files.deleteIfExists(settings.directory().resolve(RESTORED));
    }
}
