package org.liuhen.verifier;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** The files of a package, to be taken apart and put together otherwise. */
final class Packed {
    private Packed() {}

    static Map<String, byte[]> contents(Path file) throws IOException {
        Map<String, byte[]> contents = new TreeMap<>();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                contents.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
            }
        }
        return contents;
    }

    static Path write(Path file, Map<String, byte[]> contents) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> entry : contents.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        }
        return file;
    }

    /** A public key line whose id fits, whatever the key. */
    static String key(String name, byte[] typed) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((name + "\n").getBytes(StandardCharsets.UTF_8));
            byte[] id = Arrays.copyOf(digest.digest(typed), 4);
            return name
                    + "+"
                    + HexFormat.of().formatHex(id)
                    + "+"
                    + Base64.getEncoder().encodeToString(typed);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** An event's line with another payload. */
    static String payload(String line, UnaryOperator<String> change) {
        Matcher payload = Pattern.compile("\"payload\":\"([^\"]*)\"").matcher(line);
        if (!payload.find()) {
            throw new AssertionError("no payload");
        }
        String json =
                new String(Base64.getDecoder().decode(payload.group(1)), StandardCharsets.UTF_8);
        String other =
                Base64.getEncoder()
                        .encodeToString(change.apply(json).getBytes(StandardCharsets.UTF_8));
        return line.replace(payload.group(1), other);
    }
}
