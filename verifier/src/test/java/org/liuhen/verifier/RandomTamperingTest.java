package org.liuhen.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liuhen.contracts.ContractJson;
import org.liuhen.seal.Malformed;
import org.liuhen.seal.PackageReader;
import org.liuhen.seal.StoredEvent;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Tampering at random, seeded. Whatever can still be read is found not to hold (1), and where it
 * concerns an event, that event is named; what cannot be read is unusable (2).
 */
class RandomTamperingTest {
    private static final int PACKAGES = 600;
    private static final int DATABASES = Integer.getInteger("liuhen.tamperings", 30);
    private static final long SEED = Long.getLong("liuhen.seed", 20231124);

    private static Evidence evidence;
    private static Owner owner;
    private static Map<String, byte[]> contents;
    private static List<String> lines;

    private final Random random = new Random(SEED);
    private final List<String> missed = new ArrayList<>();
    @TempDir private Path directory;

    /** What was done, and the names any of which must be in the finding; none: no event. */
    private record Tampering(String what, List<String> names) {}

    @BeforeAll
    static void make() throws IOException {
        evidence = new Evidence();
        evidence.keep();
        owner = new Owner(evidence);
        contents = Packed.contents(evidence.packed);
        lines = new String(contents.get("events.jsonl"), StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void everyTamperingWithAPackageIsFound() throws IOException {
        int unusable = 0;
        for (int run = 0; run < PACKAGES; run++) {
            Map<String, byte[]> changed = new TreeMap<>(contents);
            Tampering done =
                    switch (random.nextInt(4)) {
                        case 0 -> flipAnyFile(changed);
                        case 1 -> flipALine(changed);
                        case 2 -> flipAColumn(changed);
                        default -> rearrange(changed);
                    };
            Path file = Packed.write(directory.resolve("tampered.zip"), changed);
            int expected = isReadable(file) ? 1 : 2;
            unusable += expected - 1;
            check(
                    done,
                    Evidence.verify(file, "--policy", evidence.policy),
                    expected,
                    expected == 1 ? done.names : List.of());
        }
        System.out.printf(
                "packages: tampered %d times (seed %d), found %d, of these unusable %d%n",
                PACKAGES, SEED, PACKAGES - missed.size(), unusable);
        assertThat(missed).isEmpty();
    }

    @Test
    void everyTamperingWithTheDatabaseIsFound() {
        for (int run = 0; run < DATABASES; run++) {
            Tampering done = tamperWithTheDatabase();
            check(done, evidence.verifyDatabase(), 1, done.names);
            evidence.restore();
        }
        System.out.printf(
                "databases: tampered %d times (seed %d), found %d%n",
                DATABASES, SEED, DATABASES - missed.size());
        assertThat(missed).isEmpty();
    }

    private void check(Tampering done, Evidence.Said said, int expected, List<String> names) {
        boolean named =
                names.isEmpty()
                        || said.text()
                                .lines()
                                .filter(line -> line.startsWith("✗"))
                                .anyMatch(line -> names.stream().anyMatch(line::contains));
        if (said.code() != expected || !named) {
            missed.add("%s: expected %d %s: %s".formatted(done.what, expected, names, said));
        }
    }

    private static boolean isReadable(Path file) throws IOException {
        try {
            return !PackageReader.read(file).events().isEmpty();
        } catch (Malformed e) {
            return false;
        }
    }

    /** Any bit of any file, but for the events. */
    private Tampering flipAnyFile(Map<String, byte[]> changed) {
        List<String> kinds =
                List.of(
                        "README.txt",
                        "checkpoint.txt",
                        "policy.txt",
                        "fingerprints.txt",
                        "report.html",
                        "contracts/");
        String kind = kinds.get(random.nextInt(kinds.size()));
        List<String> files = contents.keySet().stream().filter(f -> f.startsWith(kind)).toList();
        String file = files.get(random.nextInt(files.size()));
        byte[] bytes = contents.get(file).clone();
        int at = flip(bytes);
        changed.put(file, bytes);
        return new Tampering(file + " at " + at, List.of());
    }

    /** Any bit of any event's line. */
    private Tampering flipALine(Map<String, byte[]> changed) {
        int which = random.nextInt(lines.size());
        byte[] line = lines.get(which).getBytes(StandardCharsets.UTF_8);
        int at = flip(line);
        changed.put("events.jsonl", with(which, line));
        return new Tampering("line %d at %d".formatted(which, at), names(which));
    }

    /** Any bit of any column as it was stored: text that is still text, and any bytes. */
    private Tampering flipAColumn(Map<String, byte[]> changed) {
        int which = random.nextInt(lines.size());
        ObjectNode line = (ObjectNode) ContractJson.mapper().readTree(lines.get(which));
        ObjectNode row = (ObjectNode) line.get("row");
        String column = StoredEvent.COLUMNS.get(random.nextInt(StoredEvent.COLUMNS.size()));
        String before = row.get(column).asString();
        if (column.equals("payload") || column.equals("metadata")) {
            byte[] bytes = Base64.getDecoder().decode(before);
            flip(bytes);
            row.put(column, Base64.getEncoder().encodeToString(bytes));
        } else {
            char[] text = before.toCharArray();
            text[random.nextInt(text.length)] ^= (char) (1 << random.nextInt(8));
            row.put(column, new String(text));
        }
        changed.put(
                "events.jsonl",
                with(
                        which,
                        ContractJson.mapper()
                                .writeValueAsString(line)
                                .getBytes(StandardCharsets.UTF_8)));
        return new Tampering("line %d, %s".formatted(which, column), names(which));
    }

    /** A line goes, comes twice, or two change places; the last one cannot be missed. */
    private Tampering rearrange(Map<String, byte[]> changed) {
        List<String> all = new ArrayList<>(lines);
        int which = random.nextInt(all.size() - 1);
        List<String> names = new ArrayList<>(names(which));
        names.addAll(names(which + 1));
        switch (random.nextInt(3)) {
            case 0 -> all.remove(which);
            case 1 -> all.add(which, all.get(which));
            default -> Collections.swap(all, which, which + 1);
        }
        changed.put("events.jsonl", joined(all));
        return new Tampering("rearranged at " + which, names);
    }

    private Tampering tamperWithTheDatabase() {
        List<String> ids = column("SELECT event_id FROM record.event ORDER BY position");
        int which = random.nextInt(ids.size());
        String id = ids.get(which);
        String other = ids.get((which + 1 + random.nextInt(ids.size() - 1)) % ids.size());
        String where = " WHERE event_id = '" + id + "'";
        String leaf = " WHERE row_id = '" + id + "'";
        int bit = 1 << random.nextInt(8);
        double at = random.nextDouble();
        String name =
                evidence.one("SELECT report_id || '@' || (sequence + 1) FROM record.event" + where);
        String event = "UPDATE record.event SET ";
        String statement =
                switch (random.nextInt(16)) {
                    case 0 -> "DELETE FROM record.event" + where;
                    case 1 -> event + "sequence = sequence + 1000" + where;
                    case 2 -> event + "name = name || 'x'" + where;
                    case 3 -> event + "recorded_at = '2000' || substr(recorded_at, 5)" + where;
                    case 4 -> event + flipped("payload", at, bit) + where;
                    case 5 -> event + flipped("metadata", at, bit) + where;
                    case 6 -> event + "report_id = report_id || 'x'" + where;
                    case 7 -> event + "stream_type = NULL" + where;
                    case 8 -> event + "event_id = reverse(event_id)" + where;
                    case 9 ->
                            "UPDATE record.event a SET payload = b.payload || ' '::bytea FROM"
                                    + " record.event b WHERE a.event_id = '%s' AND b.event_id = '%s'"
                                            .formatted(id, other);
                    case 10 -> "UPDATE seal.leaf SET " + flipped("row_hash", at, bit) + leaf;
                    case 11 -> "UPDATE seal.leaf SET row_id = reverse(row_id)" + leaf;
                    case 12 -> "DELETE FROM seal.leaf" + leaf;
                    case 13 ->
                            """
                            UPDATE seal.leaf a SET position = -1 WHERE row_id = '%1$s';
                            UPDATE seal.leaf SET position = (SELECT position FROM kept.leaf
                                WHERE row_id = '%1$s') WHERE row_id = '%2$s';
                            UPDATE seal.leaf SET position = (SELECT position FROM kept.leaf
                                WHERE row_id = '%2$s') WHERE row_id = '%1$s'\
                            """
                                    .formatted(id, other);
                    case 14 ->
                            """
                            INSERT INTO record.event (position, event_id, report_id, sequence,
                                stream_type, recorded_at, name, revision, payload, metadata)
                            OVERRIDING SYSTEM VALUE SELECT -position, reverse(event_id), report_id,
                                sequence + 500, stream_type, recorded_at, name, revision, payload,
                                metadata FROM record.event\
                            """
                                    + where;
                    default ->
                            "UPDATE seal.checkpoint SET note = overlay(note PLACING '%s' FROM %d)"
                                            .formatted(
                                                    (char) ('0' + random.nextInt(10)),
                                                    1 + random.nextInt(20))
                                    + " WHERE size = (SELECT max(size) FROM seal.checkpoint)";
                };
        owner.does(statement);
        String reversed = new StringBuilder(id).reverse().toString();
        return new Tampering(
                statement,
                statement.contains("checkpoint") ? List.of() : List.of(id, name, reversed));
    }

    private static String flipped(String column, double at, int bit) {
        String index = "floor(length(%s) * %s)::int".formatted(column, at);
        return "%1$s = set_byte(%1$s, %2$s, get_byte(%1$s, %2$s) # %3$d)"
                .formatted(column, index, bit);
    }

    private int flip(byte[] bytes) {
        int at = random.nextInt(bytes.length);
        bytes[at] ^= (byte) (1 << random.nextInt(8));
        return at;
    }

    /** By its id or by its version in the report, either of which may itself have been changed. */
    private static List<String> names(int which) {
        JsonNode row = ContractJson.mapper().readTree(lines.get(which)).get("row");
        return List.of(
                row.get("event_id").asString(),
                row.get("report_id").asString()
                        + "@"
                        + (Long.parseLong(row.get("sequence").asString()) + 1));
    }

    private static byte[] with(int which, byte[] line) {
        java.io.ByteArrayOutputStream all = new java.io.ByteArrayOutputStream();
        for (int i = 0; i < lines.size(); i++) {
            all.writeBytes(i == which ? line : lines.get(i).getBytes(StandardCharsets.UTF_8));
            all.write('\n');
        }
        return all.toByteArray();
    }

    private static byte[] joined(List<String> all) {
        return (String.join("\n", all) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> column(String sql) {
        return evidence.database.asOwner().sql(sql).query((row, _) -> row.getString(1)).list();
    }
}
