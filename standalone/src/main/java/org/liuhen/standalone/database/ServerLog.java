package org.liuhen.standalone.database;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the server writes about itself. The one before stays when it has grown too large. */
record ServerLog(Path file) {
    private static final long LARGE = 16L << 20;
    private static final int ENOUGH = 64 << 10;

    /** Makes room for the next start; returns where it will begin. */
    long begin() throws IOException {
        if (!Files.exists(file)) {
            return 0;
        }
        if (Files.size(file) > LARGE) {
            Files.move(file, file.resolveSibling(file.getFileName() + ".1"), REPLACE_EXISTING);
            return 0;
        }
        return Files.size(file);
    }

    String since(long begin) throws IOException {
        if (!Files.exists(file)) {
            return "";
        }
        try (InputStream in = Files.newInputStream(file)) {
            in.skipNBytes(Math.max(begin, Files.size(file) - ENOUGH));
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
