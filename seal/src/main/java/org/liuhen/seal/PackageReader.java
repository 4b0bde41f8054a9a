package org.liuhen.seal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a package that may come from anybody: nothing is written to a disk, nothing larger than
 * {@link #MOST_BYTES} is unpacked, and no name is taken that is not one of its own.
 */
public final class PackageReader {
    /** Most bytes of all files together, unpacked. */
    public static final long MOST_BYTES = 256L << 20;

    private static final int MOST_FILES = 200;
    private static final int BUFFER = 1 << 16;
    private static final int LONGEST_LINE = 32 << 20;
    private static final Pattern NAMES =
            Pattern.compile(
                    "form\\.txt|README\\.txt|report\\.html|checkpoint\\.txt|policy\\.txt|fingerprints\\.txt"
                            + "|events\\.jsonl|contracts/[a-z-]{1,60}\\.[0-9]{1,4}\\.json");

    private final Map<String, String> files = new HashMap<>();
    private final List<SealedEvent> events = new ArrayList<>();
    private long left = MOST_BYTES;

    private PackageReader() {}

    /**
     * Reads a package.
     *
     * @throws Malformed where it is not one, or is not the same from its beginning on as by its
     *     table of contents: whoever unpacks it otherwise must not see other files
     * @throws IOException where the file itself cannot be read
     */
    public static ProofPackage read(Path file) throws IOException {
        PackageReader reader = new PackageReader();
        try (ZipFile zip = new ZipFile(file.toFile(), StandardCharsets.UTF_8)) {
            if (zip.size() > MOST_FILES) {
                throw new Malformed("too many files in the package: " + zip.size());
            }
            Map<String, Hash> contents = new HashMap<>();
            for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
                ZipEntry entry = all.nextElement();
                try (InputStream in = zip.getInputStream(entry)) {
                    Hash hash = reader.read(entry.getName(), in);
                    if (contents.put(entry.getName(), hash) != null) {
                        throw new Malformed("the same file twice: " + entry.getName());
                    }
                }
            }
            if (!contents.equals(fromTheBeginning(file))) {
                throw new Malformed("the package holds other files than its contents list");
            }
        } catch (ZipException e) {
            throw new Malformed("not a package: " + e.getMessage());
        } catch (IllegalArgumentException e) {
            throw new Malformed("not a package: a file's name is not UTF-8");
        }
        return reader.put();
    }

    private static Map<String, Hash> fromTheBeginning(Path file) throws IOException {
        Map<String, Hash> found = new HashMap<>();
        long left = MOST_BYTES;
        try (ZipInputStream zip =
                new ZipInputStream(Files.newInputStream(file), StandardCharsets.UTF_8)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Counted bytes = new Counted(zip, left);
                if (found.size() > MOST_FILES || found.put(entry.getName(), bytes.hash()) != null) {
                    throw new Malformed("the same file twice: " + Encoding.shown(entry.getName()));
                }
                left = bytes.left;
            }
        }
        return found;
    }

    private Hash read(String name, InputStream in) throws IOException {
        if (!NAMES.matcher(name).matches()) {
            throw new Malformed("a file that does not belong there: " + Encoding.shown(name));
        }
        Counted bytes = new Counted(in, left);
        if (name.equals(PackageFile.EVENTS)) {
            files.put(name, "");
            bytes.lines(line -> events.add(PackageLine.read(text(name, line))));
        } else {
            files.put(name, text(name, bytes.readAllBytes()));
        }
        left = bytes.left;
        return bytes.hash();
    }

    /** What is read is hashed, and never more than is allowed. */
    private static final class Counted {
        private final InputStream in;
        private final MessageDigest digest = Hash.sha256();
        private final byte[] buffer = new byte[BUFFER];
        private long left;

        Counted(InputStream in, long most) {
            this.in = in;
            this.left = most;
        }

        private int read() throws IOException {
            int n = in.read(buffer);
            if (n > 0) {
                left -= n;
                digest.update(buffer, 0, n);
            }
            if (left < 0) {
                throw new Malformed("more than %d MiB unpacked".formatted(MOST_BYTES >> 20));
            }
            return n;
        }

        byte[] readAllBytes() throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            for (int n = read(); n >= 0; n = read()) {
                bytes.write(buffer, 0, n);
            }
            return bytes.toByteArray();
        }

        /** One after the other, so that nobody makes us hold what is not an event. */
        void lines(Consumer<byte[]> each) throws IOException {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int n = read(); n >= 0; n = read()) {
                for (int i = 0; i < n; i++) {
                    if (buffer[i] == '\n') {
                        each.accept(line.toByteArray());
                        line.reset();
                    } else if (line.size() == LONGEST_LINE) {
                        throw new Malformed("too long for an event's line");
                    } else {
                        line.write(buffer[i]);
                    }
                }
            }
            if (line.size() > 0) {
                each.accept(line.toByteArray());
            }
        }

        /** Of all there is to read. */
        Hash hash() throws IOException {
            int n = read();
            while (n >= 0) {
                n = read();
            }
            return Hash.of(digest.digest());
        }
    }

    private ProofPackage put() {
        file(PackageFile.EVENTS);
        Map<String, String> contracts = new HashMap<>();
        files.forEach((name, content) -> {
            if (name.startsWith(PackageFile.CONTRACTS)) {
                contracts.put(name.substring(PackageFile.CONTRACTS.length()), content);
            }
        });
        @Nullable String mark = files.get(PackageFile.FORM);
        return new ProofPackage(
                mark == null
                        ? PackageForm.FIRST
                        : PackageForm.of(PackageForm.number(mark)).number(),
                events,
                Note.parse(file(PackageFile.CHECKPOINT)),
                file(PackageFile.POLICY),
                file(PackageFile.FINGERPRINTS),
                file(PackageFile.README),
                contracts,
                file(PackageFile.PAGE));
    }

    private String file(String name) {
        @Nullable String content = files.get(name);
        if (content == null) {
            throw new Malformed("the package has no " + name);
        }
        return content;
    }

    private static String text(String name, byte[] bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new Malformed(name + " is not UTF-8");
        }
    }
}
