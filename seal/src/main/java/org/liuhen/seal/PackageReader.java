package org.liuhen.seal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
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
    private static final Pattern NAMES =
            Pattern.compile(
                    "README\\.txt|report\\.html|checkpoint\\.txt|policy\\.txt|fingerprints\\.txt"
                            + "|events\\.jsonl|contracts/[a-z-]{1,60}\\.[0-9]{1,4}\\.json");

    private final Map<String, String> files = new HashMap<>();
    private long left = MOST_BYTES;

    private PackageReader() {}

    /**
     * Reads a package.
     *
     * @throws Malformed where it is not one
     * @throws IOException where the file itself cannot be read
     */
    public static ProofPackage read(Path file) throws IOException {
        PackageReader reader = new PackageReader();
        try (ZipFile zip = new ZipFile(file.toFile(), StandardCharsets.UTF_8)) {
            if (zip.size() > MOST_FILES) {
                throw new Malformed("too many files in the package: " + zip.size());
            }
            for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
                reader.read(zip, all.nextElement());
            }
        } catch (ZipException e) {
            throw new Malformed("not a package: " + e.getMessage());
        } catch (IllegalArgumentException e) {
            throw new Malformed("not a package: a file's name is not UTF-8");
        }
        return reader.put();
    }

    private void read(ZipFile zip, ZipEntry entry) throws IOException {
        String name = entry.getName();
        if (!NAMES.matcher(name).matches()) {
            throw new Malformed("a file that does not belong there: " + Encoding.shown(name));
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] buffer = new byte[BUFFER];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                left -= n;
                if (left < 0) {
                    throw new Malformed("more than %d MiB unpacked".formatted(MOST_BYTES >> 20));
                }
                bytes.write(buffer, 0, n);
            }
        }
        if (files.put(name, text(name, bytes.toByteArray())) != null) {
            throw new Malformed("the same file twice: " + name);
        }
    }

    private ProofPackage put() {
        List<SealedEvent> events = new ArrayList<>();
        file(PackageFile.EVENTS).lines().map(PackageLine::read).forEach(events::add);
        Map<String, String> contracts = new HashMap<>();
        files.forEach((name, content) -> {
            if (name.startsWith(PackageFile.CONTRACTS)) {
                contracts.put(name.substring(PackageFile.CONTRACTS.length()), content);
            }
        });
        return new ProofPackage(
                events,
                Note.parse(file(PackageFile.CHECKPOINT)),
                file(PackageFile.POLICY),
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
