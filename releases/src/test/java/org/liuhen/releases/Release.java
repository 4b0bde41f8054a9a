package org.liuhen.releases;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The files of one release: {@code releases/<version>}.
 *
 * <ul>
 *   <li>{@code record.jsonl}: every event of the database as it was stored
 *   <li>{@code reports/<report>/versions.jsonl}: the report at each version, as an auditor read it,
 *       with the digest of each section
 *   <li>{@code reports/<report>/trail.jsonl}: its trail
 *   <li>{@code reports/<report>/package.zip}: its proof package
 *   <li>{@code policy.txt}, {@code checkpoint.txt}: what an auditor has beside a package
 *   <li>{@code database.zip}: the whole database; {@code seal/}: the log's key and memory, which
 *       protect nothing but these files
 *   <li>{@code SHA256SUMS}: of all of them
 * </ul>
 */
record Release(Path directory) {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String SUMS = "SHA256SUMS";
    private static final String CONTRACTS = "contracts/";

    /** All there are, the first first. */
    static List<Release> all() {
        try (Stream<Path> files = Files.list(Path.of(""))) {
            return files.filter(file -> Files.exists(file.resolve(SUMS)))
                    .sorted()
                    .map(Release::new)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String version() {
        return directory.getFileName().toString();
    }

    Path file(String name) {
        return directory.resolve(name);
    }

    List<String> reports() {
        try (Stream<Path> files = Files.list(file("reports"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path report(String report, String name) {
        return file("reports").resolve(report).resolve(name);
    }

    List<JsonNode> versions(String report) {
        return lines(report(report, "versions.jsonl"));
    }

    List<JsonNode> trail(String report) {
        return lines(report(report, "trail.jsonl"));
    }

    List<JsonNode> record() {
        return lines(file("record.jsonl"));
    }

    /** The names of all events of that release: a package has the contract of each. */
    Set<String> couldHappen() throws IOException {
        try (ZipFile zip = new ZipFile(report(reports().getFirst(), "package.zip").toFile())) {
            return zip.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> name.startsWith(CONTRACTS))
                    .map(name -> name.substring(CONTRACTS.length()).split("\\.")[0])
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static List<JsonNode> lines(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.map(JSON::readTree).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As {@code sha256sum} writes and checks them. */
    String sums() {
        try (Stream<Path> files = Files.walk(directory)) {
            StringBuilder sums = new StringBuilder();
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                String name = directory.relativize(file).toString();
                if (!name.equals(SUMS)) {
                    sums.append(sha256(file)).append("  ").append(name).append('\n');
                }
            }
            return sums.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String shippedSums() throws IOException {
        return Files.readString(file(SUMS));
    }

    String sumOfSums() throws IOException {
        return sha256(file(SUMS));
    }

    void ship() throws IOException {
        Files.writeString(file(SUMS), sums());
    }

    private static String sha256(Path file) throws IOException {
        try {
            byte[] bytes = Files.readAllBytes(file);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
