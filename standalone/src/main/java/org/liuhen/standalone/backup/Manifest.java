package org.liuhen.standalone.backup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.liuhen.standalone.upkeep.NotDone;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every file of a backup with its length and SHA-256, in PostgreSQL's own form ({@code
 * backup_manifest}, version 1), so that {@code pg_verifybackup} reads it too.
 */
final class Manifest {
    static final String FILE = "backup_manifest";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final DateTimeFormatter MODIFIED =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'GMT'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);
    private static final String SUM = "\"Manifest-Checksum\"";

    private final Map<String, Entry> files = new LinkedHashMap<>();

    /** A file as it was copied. */
    record Entry(long size, Instant modified, String sha256) {}

    void add(String path, Entry entry) {
        files.put(path, entry);
    }

    Map<String, Entry> files() {
        return files;
    }

    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Its text, which ends with the digest of all before. */
    String text(int timeline, String startLsn, String endLsn) {
        StringBuilder text = new StringBuilder();
        text.append("{ \"PostgreSQL-Backup-Manifest-Version\": 1,\n\"Files\": [");
        String comma = "\n";
        for (Map.Entry<String, Entry> file : files.entrySet()) {
            text.append(comma)
                    .append("{ \"Path\": ")
                    .append(JSON.writeValueAsString(file.getKey()))
                    .append(", \"Size\": ")
                    .append(file.getValue().size)
                    .append(", \"Last-Modified\": \"")
                    .append(MODIFIED.format(file.getValue().modified))
                    .append("\", \"Checksum-Algorithm\": \"SHA256\", \"Checksum\": \"")
                    .append(file.getValue().sha256)
                    .append("\" }");
            comma = ",\n";
        }
        text.append("\n],\n\"WAL-Ranges\": [\n{ \"Timeline\": ")
                .append(timeline)
                .append(", \"Start-LSN\": \"")
                .append(startLsn)
                .append("\", \"End-LSN\": \"")
                .append(endLsn)
                .append("\" }\n],\n");
        return text + SUM + ": \"" + sum(text.toString()) + "\"}\n";
    }

    /**
     * Reads one.
     *
     * @throws NotDone where it is not as it was written
     */
    static Manifest read(Path backup) throws IOException {
        String text = Files.readString(backup.resolve(FILE));
        int sum = text.lastIndexOf(SUM);
        Manifest manifest = new Manifest();
        try {
            JsonNode json = JSON.readTree(text);
            String said = json.path("Manifest-Checksum").asString("");
            if (sum < 0 || !said.equals(sum(text.substring(0, sum)))) {
                throw damaged(backup);
            }
            for (JsonNode file : json.path("Files")) {
                manifest.add(
                        file.path("Path").asString(),
                        new Entry(
                                file.path("Size").asLong(),
                                Instant.EPOCH,
                                file.path("Checksum").asString()));
            }
            return manifest;
        } catch (JacksonException _) {
            throw damaged(backup);
        }
    }

    private static NotDone damaged(Path backup) {
        return new NotDone("备份 %s 已损坏：%s 与制作时不同。请换用另一份备份。".formatted(backup, FILE));
    }

    private static String sum(String text) {
        return HexFormat.of().formatHex(digest().digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}
